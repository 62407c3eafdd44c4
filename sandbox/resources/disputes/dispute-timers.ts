import type { Stripe } from "stripe";
import { fractionOf } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";

const DAY_MS = 86_400_000;
/** How long one may answer; banks give 7 to 21 days (docs.stripe.com/disputes/responding), and this is ours. */
const RESPONSE_DAYS = 14;
/** An inquiry that nobody escalated for so long is closed (docs.stripe.com/disputes/how-disputes-work). */
export const INQUIRY_LIFE_MS = 120 * DAY_MS;
/** Evidence that names its outcome is decided upon this fast, so that a test need not wait for weeks. */
const TEST_DECISION_AFTER_MS = 60_000;
/** A bank takes weeks to decide; between which and which is our own choice. */
const DECISION_DAYS = { least: 20, spread: 40 };

/** The last second, in UTC, of the day by which a dispute that arrives now is to be answered. */
export function responseDueBy(world: World): number {
  const day = Math.floor(world.clock.nowMs() / DAY_MS) + RESPONSE_DAYS;
  return (day * DAY_MS) / 1000 + DAY_MS / 1000 - 1;
}

/** Sets the timer that ends the wait for an answer. */
export function awaitResponse(world: World, dispute: Stripe.Dispute): void {
  const due = dispute.evidence_details.due_by ?? 0;
  world.timers.set("dispute-due", `${dispute.id} ${due}`, (due + 1) * 1000);
}

/** Sets the timer of the bank's decision. */
export function awaitDecision(
  world: World,
  disputeId: string,
  decision: { readonly outcome: string; readonly instructed: boolean },
): void {
  const days = DECISION_DAYS.least + fractionOf(`decides:${disputeId}`) * DECISION_DAYS.spread;
  const waitMs = decision.instructed ? TEST_DECISION_AFTER_MS : Math.floor(days * DAY_MS);
  world.timers.set(
    "dispute-decided",
    `${disputeId} ${decision.outcome}`,
    world.clock.nowMs() + waitMs,
  );
}
