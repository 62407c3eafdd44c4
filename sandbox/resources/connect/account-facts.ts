import type { Stripe } from "stripe";
import { noSuch } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { emitEvent } from "../events.ts";

/** A field that has fallen due, with the moment (seconds) from which its absence stops the account. */
export interface Demand {
  readonly field: string;
  readonly deadline: number;
}

/** What is known of a connected account beside what Stripe's object shows. */
export interface AccountFacts {
  /** Capabilities that were asked for, with the second of asking. */
  readonly requested: Readonly<Record<string, number>>;
  readonly demands: readonly Demand[];
  readonly rejected: Stripe.Account.Requirements.DisabledReason | null;
  /** Fields whose value was found to be wrong. */
  readonly errors: readonly Stripe.Account.Requirements.Error[];
}

export interface KnownAccount {
  readonly account: Stripe.Account;
  readonly facts: AccountFacts;
}

/** A connected account with its facts, whichever account is worked on; undefined when there is none. */
export function findAccount(world: World, id: string): KnownAccount | undefined {
  return world.store.onAccount(null, () => {
    const account = world.store.get("account", id);
    const text = world.store.column("account", id, "facts");
    if (account === undefined || typeof text !== "string") return undefined;
    return { account, facts: JSON.parse(text) as AccountFacts };
  });
}

/** As `findAccount`, but refuses: 404 where the URL names the account, 400 where `param` does. */
export function requireAccount(world: World, id: string, param?: string): KnownAccount {
  const known = findAccount(world, id);
  if (known !== undefined) return known;
  throw noSuch("account", id, param ?? "account", param === undefined ? 404 : 400);
}

/** Saves a changed account; when anything it shows has changed, `account.updated` tells so. */
export function saveAccount(world: World, before: Stripe.Account, after: KnownAccount): void {
  world.store.onAccount(null, () => {
    world.store.replace("account", after.account);
    world.store.setColumn("account", after.account.id, "facts", JSON.stringify(after.facts));
  });
  if (JSON.stringify(before) === JSON.stringify(after.account)) return;
  world.store.onAccount(after.account.id, () =>
    emitEvent(world, "account.updated", after.account, before),
  );
}
