import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { emitEvent } from "../events.ts";
import {
  type AccountFacts,
  type KnownAccount,
  requireAccount,
  saveAccount,
} from "./account-facts.ts";
import { newSettings } from "./account-params.ts";
import { applicationId } from "./application.ts";
import { personsOf } from "./person-store.ts";
import { capabilityOf, standingOf } from "./requirements.ts";

/** What an account is made of at first; all else is asked for by its requirements. */
export interface NewAccount {
  readonly controller: Pick<Stripe.Account, "controller" | "type">;
  /** ISO code of two letters. */
  readonly country: string;
  readonly currency: string;
  readonly email: string | null;
  readonly metadata: Record<string, string>;
  /** Capabilities to ask for. */
  readonly capabilities: readonly string[];
  readonly displayName: string | null;
}

/** The account's bank accounts as it shows them, oldest first. */
function externalAccountsOf(world: World, id: string): Stripe.ApiList<Stripe.ExternalAccount> {
  const data = world.store.onAccount(id, () =>
    world.store.find("bank_account", { conditions: [], order: "oldest", limit: -1 }),
  );
  return { object: "list", data, has_more: false, url: `/v1/accounts/${id}/external_accounts` };
}

/** Opens an account of which nothing is known yet, so that everything is due. Emits nothing of its own but the authorization. */
export function openAccount(world: World, made: NewAccount): KnownAccount {
  const id = world.ids.next("acct_1", 15);
  const created = world.clock.nowSeconds();
  const account: Stripe.Account = {
    id,
    object: "account",
    business_type: null,
    charges_enabled: false,
    country: made.country,
    created,
    default_currency: made.currency,
    details_submitted: false,
    email: made.email,
    external_accounts: externalAccountsOf(world, id),
    metadata: made.metadata,
    payouts_enabled: false,
    settings: newSettings(made.displayName),
    ...made.controller,
  };
  const facts: AccountFacts = {
    requested: Object.fromEntries(made.capabilities.map((name) => [name, created])),
    demands: [],
    rejected: null,
    errors: [],
  };
  world.store.onAccount(null, () =>
    world.store.insertAt("account", account, created, { facts: JSON.stringify(facts) }),
  );
  world.store.onAccount(id, () =>
    emitEvent(world, "account.application.authorized", applicationObject(world)),
  );
  return { account, facts };
}

/** The platform's application, as the events of joining and leaving carry it. */
export function applicationObject(world: World): Stripe.Application {
  return { id: applicationId(world), object: "application", name: "Example Marketplace" };
}

/**
 * Applies a change, computes anew what is due and what the account may do, and tells so: `account.updated`, and
 * `capability.updated` for each capability that turned.
 */
export function changeAccount(
  world: World,
  id: string,
  change: Partial<Stripe.Account>,
  factsChange: Partial<AccountFacts> = {},
): KnownAccount {
  const before = requireAccount(world, id);
  const facts = { ...before.facts, ...factsChange };
  const external = externalAccountsOf(world, id);
  const persons = personsOf(world, id);
  const changed = { ...before.account, ...change, external_accounts: external };
  const standing = standingOf(
    { account: changed, persons, hasExternalAccount: external.data.length > 0 },
    facts,
    world.clock.nowSeconds(),
  );
  const individual = persons.find(({ relationship }) => relationship?.representative === true);
  const account: Stripe.Account = {
    ...changed,
    capabilities: standing.capabilities,
    charges_enabled: standing.chargesEnabled,
    details_submitted: standing.detailsSubmitted,
    future_requirements: standing.futureRequirements,
    payouts_enabled: standing.payoutsEnabled,
    requirements: standing.requirements,
    ...(changed.business_type === "individual" && individual !== undefined ? { individual } : {}),
  };
  const after = { account, facts };
  saveAccount(world, before.account, after);
  tellCapabilities(world, before.account, after);
  return after;
}

function tellCapabilities(world: World, before: Stripe.Account, after: KnownAccount): void {
  const old = new Map<string, unknown>(Object.entries(before.capabilities ?? {}));
  const { account } = after;
  for (const [name, status] of Object.entries(account.capabilities ?? {})) {
    if (old.get(name) === status) continue;
    const capability = capabilityOf(after, name);
    world.store.onAccount(account.id, () => emitEvent(world, "capability.updated", capability));
  }
}
