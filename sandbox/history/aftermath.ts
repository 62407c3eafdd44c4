import type { World } from "../world.ts";

/** What may follow a payment long after it. */
export type Aftermath =
  | "warning"
  | "dispute"
  | "chargeback"
  | "review"
  | "evidence"
  | "unsubscribe";

/** Lets it follow after `afterMs` of the account's clock; `id` names what it happens to. */
export function setAftermath(world: World, what: Aftermath, id: string, afterMs: number): void {
  world.timers.set("shop-aftermath", `${what} ${id}`, world.clock.nowMs() + Math.floor(afterMs));
}
