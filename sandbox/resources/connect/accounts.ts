import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { emitEvent } from "../events.ts";
import { type AccountFacts, requireAccount } from "./account-facts.ts";
import {
  BUSINESS_TYPES,
  newSettings,
  readAcceptance,
  readCompany,
  readProfile,
  readSettings,
  taxIdMismatches,
} from "./account-params.ts";
import { applicationObject, changeAccount, openAccount } from "./connected-account.ts";
import { readController } from "./controller.ts";
import { addBankAccount, readBankAccount } from "./external-accounts.ts";
import { asRepresentative, readPerson } from "./person-params.ts";
import { addPerson, personsOf } from "./person-store.ts";
import { unmetDemands } from "./persons.ts";

const REJECT_REASONS = ["fraud", "terms_of_service", "other"] as const;
const WRONG_TAX_ID: Stripe.Account.Requirements.Error = {
  code: "verification_failed_tax_id_match",
  reason: "The tax ID that you provided couldn't be verified with the register.",
  requirement: "company.tax_id",
};
const USUAL_CAPABILITIES = ["card_payments", "transfers"];

function create({ world, params }: RouteCall): object {
  const controller = readController(params);
  const asked = askedCapabilities(params).filter(([, wanted]) => wanted);
  const full = controller.controller?.stripe_dashboard?.type === "full";
  const { account } = openAccount(world, {
    controller,
    country: (params.string("country") ?? "NL").toUpperCase(),
    currency: (params.string("default_currency") ?? "eur").toLowerCase(),
    email: params.nullableString("email") ?? null,
    metadata: params.metadata({}),
    // An account with the full dashboard asks for what it needs itself.
    capabilities: asked.length === 0 && full ? USUAL_CAPABILITIES : asked.map(([name]) => name),
    displayName: params.string("business_profile.name") ?? null,
  });
  return applyBody(world, params, account.id);
}

function askedCapabilities(params: RequestParams): [name: string, wanted: boolean][] {
  return params.names("capabilities").flatMap((name) => {
    const wanted = params.boolean(`capabilities.${name}.requested`);
    return wanted === undefined ? [] : [[name, wanted]];
  });
}

/** What the request says of the account itself. */
function readChange(params: RequestParams, account: Stripe.Account): Partial<Stripe.Account> {
  const type = params.oneOf("business_type", BUSINESS_TYPES) ?? account.business_type ?? null;
  const email = params.nullableString("email");
  const currency = params.string("default_currency")?.toLowerCase();
  return {
    business_type: type,
    business_profile: readProfile(params, account.business_profile),
    ...(type === null || type === "individual"
      ? {}
      : { company: readCompany(params, account.company) }),
    ...(email === undefined ? {} : { email }),
    ...(currency === undefined ? {} : { default_currency: currency }),
    metadata: params.metadata(account.metadata ?? {}),
    settings: readSettings(params, account.settings ?? newSettings(null)),
    tos_acceptance: readAcceptance(params, account.tos_acceptance),
  };
}

/** Writes what the request says of the account, its individual and its bank account. */
function applyBody(world: World, params: RequestParams, id: string): Stripe.Account {
  const { account, facts } = requireAccount(world, id);
  const change = readChange(params, account);
  if (params.has("individual")) writeIndividual(world, params, id);
  const changed = changeAccount(world, id, change, factsAfter(world, params, facts));
  if (!params.has("external_account")) return changed.account;
  const fallback = {
    country: account.country ?? "NL",
    currency: account.default_currency ?? "eur",
  };
  addBankAccount(world, id, readBankAccount(params, fallback));
  return requireAccount(world, id).account;
}

function writeIndividual(world: World, params: RequestParams, id: string): void {
  const found = personsOf(world, id).find(({ relationship }) => relationship?.representative);
  if (found === undefined) {
    addPerson(world, id, (blank) => asRepresentative(readPerson(params, "individual.", blank)));
    return;
  }
  const after = asRepresentative(readPerson(params, "individual.", found));
  world.store.onAccount(id, () => {
    world.store.replace("person", after);
    emitEvent(world, "person.updated", after, found);
  });
}

function factsAfter(
  world: World,
  params: RequestParams,
  facts: AccountFacts,
): Partial<AccountFacts> {
  const now = world.clock.nowSeconds();
  const requested: Record<string, number> = { ...facts.requested };
  for (const [name, wanted] of askedCapabilities(params)) {
    if (wanted) requested[name] ??= now;
    else delete requested[name];
  }
  const mismatch = taxIdMismatches(params);
  return {
    requested,
    demands: unmetDemands(facts.demands, params, ""),
    ...(mismatch === undefined ? {} : { errors: mismatch ? [WRONG_TAX_ID] : [] }),
  };
}

function update({ world, params, id }: RouteCall): object {
  requireAccount(world, id);
  return applyBody(world, params, id);
}

/** Only an account without money can go (docs.stripe.com/api/accounts/delete). */
function remove({ world, id }: RouteCall): object {
  requireAccount(world, id);
  world.store.onAccount(id, () => {
    const held = world.store
      .sql(
        "SELECT currency FROM balance_transaction WHERE account = ? GROUP BY currency HAVING sum(net) <> 0",
      )
      .get(id);
    if (held !== undefined)
      throw refused(`Account ${id} cannot be deleted: its balance is not zero.`, {
        param: "account",
      });
    emitEvent(world, "account.application.deauthorized", applicationObject(world));
  });
  world.store.sql("DELETE FROM account WHERE id = ?").run(id);
  return { id, object: "account", deleted: true };
}

/** The platform gives an account up for good (docs.stripe.com/api/account/reject). */
function reject({ world, params, id }: RouteCall): object {
  params.requiredString("reason");
  const reason = params.oneOf("reason", REJECT_REASONS) ?? "other";
  requireAccount(world, id);
  return changeAccount(world, id, {}, { rejected: `rejected.${reason}` }).account;
}

const BODY_PARAMS = [
  "business_profile",
  "business_type",
  "capabilities",
  "company",
  "default_currency",
  "email",
  "external_account",
  "individual",
  "metadata",
  "settings",
  "tos_acceptance",
];

export const connectedAccountRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/accounts",
    accepts: [...BODY_PARAMS, "controller", "country", "type"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/accounts",
    accepts: [...PAGE_PARAMS, "created"],
    handle: ({ world, params }) =>
      objectPage(
        world.store,
        "account",
        params,
        "/v1/accounts",
        createdConditions("account", params.range("created")),
      ),
  },
  { method: "POST", path: "/v1/accounts/:id", accepts: BODY_PARAMS, handle: update },
  { method: "DELETE", path: "/v1/accounts/:id", accepts: [], handle: remove },
  { method: "POST", path: "/v1/accounts/:id/reject", accepts: ["reason"], handle: reject },
];
