import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import { idsIn } from "./fault-match.ts";
import { flagIn, numberIn } from "./rule-arguments.ts";

const HOUR_MS = 3_600_000;
/** Payouts are paid at nine o'clock of the day they arrive. */
const BEFORE_PAID_MS = 8 * HOUR_MS;
const AFTER_PAID_MS = 33 * HOUR_MS;

/** What the fault rules let happen to the account because of an event: part of the transaction of that event. */
export function befall(world: World, type: Stripe.Event.Type, object: object): void {
  if (type !== "refund.created" && type !== "payout.created") return;
  const effect = type === "refund.created" ? "late_refund_failure" : "payout_failure";
  const rule = world.faults.take("account", { eventType: type, mentions: idsIn(object) }, effect);
  if (rule === null) return;
  const facts = new Map<string, unknown>(Object.entries(object));
  const id = String(facts.get("id"));
  if (effect === "late_refund_failure") {
    const waitMs = (numberIn(rule, "afterSeconds") ?? 0) * 1000;
    world.timers.set("refund-fails", id, world.clock.nowMs() + waitMs);
    return;
  }
  const hours = flagIn(rule, "afterPaid") === true ? AFTER_PAID_MS : BEFORE_PAID_MS;
  world.timers.set("payout-fails", id, Number(facts.get("arrival_date")) * 1000 + hours);
}

interface Charged {
  readonly type: Stripe.BalanceTransaction.Type;
  readonly amount: number;
  readonly source: string | null;
  readonly feeDetails: Stripe.BalanceTransaction.FeeDetail[];
}

/** The fees that a charge is really booked with: those of the price list unless a rule let the price drift. */
export function driftedFees(
  world: World,
  { type, amount, source, feeDetails }: Charged,
): Stripe.BalanceTransaction.FeeDetail[] {
  const [first, ...others] = feeDetails;
  if (first === undefined || (type !== "charge" && type !== "payment")) return feeDetails;
  const mentions = source === null ? [] : [source];
  const rule = world.faults.take("account", { mentions }, "fee_drift");
  if (rule === null) return feeDetails;
  const share = Math.round((amount * (numberIn(rule, "basisPoints") ?? 0)) / 10_000);
  const fee = first.amount + share + (numberIn(rule, "fixed") ?? 0);
  return [{ ...first, amount: Math.max(0, fee) }, ...others];
}
