import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { base62Of } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { requireAccount } from "./account-facts.ts";
import { changeAccount } from "./connected-account.ts";

const HOLDER_TYPES = ["company", "individual"] as const;
/** The account behind Stripe's test tokens. */
const TEST_BANK = { number: "000123456789", holderName: null, holderType: null, metadata: {} };
const NO_REQUIREMENTS = { currently_due: [], errors: [], past_due: [], pending_verification: [] };

export interface BankAccountFacts {
  readonly country: string;
  readonly currency: string;
  /** IBAN or account number; only its last four characters are kept. */
  readonly number: string;
  readonly holderName: string | null;
  readonly holderType: (typeof HOLDER_TYPES)[number] | null;
  readonly metadata: Record<string, string>;
}

/** Adds a bank account to pay out to; the first of a currency becomes its default. */
export function addBankAccount(
  world: World,
  account: string,
  facts: BankAccountFacts,
): Stripe.BankAccount {
  const bank = world.store.onAccount(account, () => {
    const same = world.store.count("bank_account", [
      { sql: "currency = ?", values: [facts.currency] },
    ]);
    const id = world.ids.next("ba_1", 23);
    const made: Stripe.BankAccount = {
      id,
      object: "bank_account",
      account,
      account_holder_name: facts.holderName,
      account_holder_type: facts.holderType,
      account_type: null,
      available_payout_methods: ["standard"],
      bank_name: "EXAMPLE TEST BANK",
      country: facts.country,
      currency: facts.currency,
      default_for_currency: same === 0,
      fingerprint: base62Of(`bank:${facts.country}:${facts.number}`, 16),
      future_requirements: NO_REQUIREMENTS,
      last4: facts.number.slice(-4),
      metadata: facts.metadata,
      requirements: NO_REQUIREMENTS,
      routing_number: null,
      status: "new",
    };
    world.store.insertAt("bank_account", made, world.clock.nowSeconds());
    emitEvent(world, "account.external_account.created", made);
    return made;
  });
  changeAccount(world, account, {});
  return bank;
}

/** Reads `external_account`: a hash of a bank account, or the token of Stripe's test bank account. */
export function readBankAccount(
  params: RequestParams,
  fallback: { readonly country: string; readonly currency: string },
): BankAccountFacts {
  const path = "external_account";
  const token = params.names(path).length === 0 ? params.requiredString(path) : null;
  if (token !== null && !token.startsWith("btok_"))
    throw invalidParameter("resource_missing", `No such token: '${token}'`, path);
  if (token !== null) return { ...fallback, ...TEST_BANK };
  if (params.string(`${path}.object`) === "card")
    throw invalidParameter(null, "The sandbox pays out to bank accounts only.", `${path}[object]`);
  return {
    country: params.requiredString(`${path}.country`).toUpperCase(),
    currency: params.requiredString(`${path}.currency`).toLowerCase(),
    number: params.requiredString(`${path}.account_number`),
    holderName: params.string(`${path}.account_holder_name`) ?? null,
    holderType: params.oneOf(`${path}.account_holder_type`, HOLDER_TYPES) ?? null,
    metadata: {},
  };
}

function create({ world, params, id }: RouteCall): object {
  const { account } = requireAccount(world, id);
  const given = readBankAccount(params, {
    country: account.country ?? "NL",
    currency: account.default_currency ?? "eur",
  });
  const bank = addBankAccount(world, id, { ...given, metadata: params.metadata({}) });
  return params.boolean("default_for_currency") === true ? makeDefault(world, id, bank) : bank;
}

/** One bank account of each currency is the default; the one before it no longer is. */
function makeDefault(world: World, account: string, bank: Stripe.BankAccount): Stripe.BankAccount {
  return world.store.onAccount(account, () => {
    for (const other of world.store.find("bank_account", {
      conditions: [{ sql: "currency = ?", values: [bank.currency] }],
      order: "oldest",
      limit: -1,
    })) {
      if (other.default_for_currency === true)
        world.store.replace("bank_account", { ...other, default_for_currency: false });
    }
    return changeObject(world, "bank_account", bank, { default_for_currency: true }, [
      "account.external_account.updated",
    ]);
  });
}

function update({ world, params, id, child }: RouteCall): object {
  requireAccount(world, id);
  const changed = world.store.onAccount(id, () => {
    const bank = requireObject(world, "bank_account", child);
    const holder = params.nullableString("account_holder_name");
    const type = params.oneOf("account_holder_type", HOLDER_TYPES);
    const change = {
      ...(holder === undefined ? {} : { account_holder_name: holder }),
      ...(type === undefined ? {} : { account_holder_type: type }),
      metadata: params.metadata(bank.metadata ?? {}),
    };
    return changeObject(world, "bank_account", bank, change, ["account.external_account.updated"]);
  });
  const made =
    params.boolean("default_for_currency") === true ? makeDefault(world, id, changed) : changed;
  changeAccount(world, id, {});
  return made;
}

function remove({ world, id, child }: RouteCall): object {
  requireAccount(world, id);
  world.store.onAccount(id, () => {
    const bank = requireObject(world, "bank_account", child);
    const others = world.store.count("bank_account", [
      { sql: "currency = ?", values: [bank.currency] },
    ]);
    if (bank.default_for_currency === true && others > 1) {
      throw refused(
        "You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.",
      );
    }
    world.store.sql("DELETE FROM bank_account WHERE id = ?").run(child);
    emitEvent(world, "account.external_account.deleted", bank);
  });
  changeAccount(world, id, {});
  return { id: child, object: "bank_account", deleted: true };
}

const PATH = "/v1/accounts/:id/external_accounts";

export const externalAccountRoutes: readonly Route[] = [
  {
    method: "POST",
    path: PATH,
    accepts: ["external_account", "default_for_currency", "metadata"],
    handle: create,
  },
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS, "object"],
    handle: ({ world, params, id }) => {
      requireAccount(world, id);
      const none = params.oneOf("object", ["bank_account", "card"]) === "card";
      return world.store.onAccount(id, () =>
        objectPage(
          world.store,
          "bank_account",
          params,
          PATH.replace(":id", id),
          none ? [{ sql: "0", values: [] }] : [],
        ),
      );
    },
  },
  {
    method: "GET",
    path: `${PATH}/:child`,
    accepts: [],
    handle: ({ world, id, child }) => {
      requireAccount(world, id);
      return world.store.onAccount(id, () => requireObject(world, "bank_account", child));
    },
  },
  {
    method: "POST",
    path: `${PATH}/:child`,
    accepts: ["account_holder_name", "account_holder_type", "default_for_currency", "metadata"],
    handle: update,
  },
  { method: "DELETE", path: `${PATH}/:child`, accepts: [], handle: remove },
];
