import { EVERYTHING, type StopsDto } from "#core/contracts/operations.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { failureWords } from "./failure-words.ts";

/**
 * Why a command of this kind would not be sent now, in sentences that end with what becomes of it; null when it would.
 * Books are not sent anywhere, so Stripe's failures do not hold them back.
 */
export function whyHeldBack(stops: StopsDto, kind: string, isSentToStripe: boolean): string | null {
  const by = stops.switches.find(({ covers }) => covers === EVERYTHING || covers === kind);
  if (by !== undefined) {
    return `${by.onBy.name} stopped it: “${by.reason}”. It is recorded now and waits until two people take the stop off.`;
  }
  if (!isSentToStripe || stops.breaker.state !== "open") return null;
  return `Stripe fails: ${failureWords(stops.breaker.lastFailure)}. It is recorded now and sent by itself once Stripe answers again.`;
}

/** The kind that a verdict is about: its rules are named by it. Of no verdict nothing but a stop of everything is known. */
export function kindOfVerdict(verdict: VerdictDto | null): string {
  return verdict?.reasons[0]?.rule.split(".")[0] ?? EVERYTHING;
}

/** The label of a commit button while what it commits has to wait: "Queue refund 42.00 EUR to Visa ••4242". */
export function queueLabel(label: string): string {
  return `Queue ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
