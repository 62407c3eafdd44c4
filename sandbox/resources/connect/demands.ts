import type { World } from "../../world.ts";
import { requireAccount } from "./account-facts.ts";
import { changeAccount } from "./connected-account.ts";

/**
 * Lets fields of a connected account fall due, as when a rule or a threshold asks for more: they are `currently_due`
 * until `deadline` (seconds) and stop payments and payouts from then on unless they were given.
 */
export function requireMore(
  world: World,
  accountId: string,
  fields: readonly string[],
  deadline: number,
): void {
  const { facts } = requireAccount(world, accountId);
  const others = facts.demands.filter(({ field }) => !fields.includes(field));
  const demands = [...others, ...fields.map((field) => ({ field, deadline }))];
  world.timers.set("account-deadline", accountId, deadline * 1000);
  changeAccount(world, accountId, {}, { demands });
}

/** A deadline has come: what is still missing is past due. */
export function passDeadline(world: World, accountId: string): void {
  if (world.store.getAnywhere("account", accountId) !== undefined)
    changeAccount(world, accountId, {});
}
