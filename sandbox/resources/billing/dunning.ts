import type { World } from "../../world.ts";

/**
 * When a failed invoice is tried again, in hours after its first attempt. Stripe documents eight tries within two weeks
 * as what it recommends (docs.stripe.com/billing/revenue-recovery/smart-retries); the single moments are our own.
 */
const RETRY_HOURS = [24, 60, 108, 156, 204, 252, 300, 336] as const;

const FINAL_ACTIONS = ["cancel", "mark_unpaid", "leave_past_due"] as const;
/** What becomes of a subscription once its invoice was tried for the last time. */
export type FinalAction = (typeof FINAL_ACTIONS)[number];

const META = "dunning_final_action";

/** Stripe's setting for subscriptions whose retries all failed; here `cancel` unless it was set. */
export function finalAction(world: World): FinalAction {
  const saved = world.store.meta(META);
  return FINAL_ACTIONS.find((action) => action === saved) ?? "cancel";
}

/** Sets what the account does with a subscription after the last failed retry. */
export function setFinalAction(world: World, action: FinalAction): void {
  world.store.setMeta(META, action);
}

/** When the next automatic try is due (seconds), or null after the last; `made` counts the tries so far. */
export function nextTryAt(firstTryAt: number, made: number): number | null {
  const hours = RETRY_HOURS[made - 1];
  return hours === undefined ? null : firstTryAt + hours * 3600;
}
