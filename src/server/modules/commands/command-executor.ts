import { jitter } from "#server/platform/clock/ids.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import type { StripeWriter } from "#server/platform/stripe/stripe-writer.ts";
import type { BreakerLimits } from "./circuit-breaker.ts";
import type { CommandKinds } from "./command-kind.ts";

/** What the worker executes commands with; it alone has a writer. Times in real milliseconds. */
export interface CommandExecutor {
  readonly kinds: CommandKinds;
  readonly writer: StripeWriter;
  /** What rows of a bulk are sent by: it leaves people's share of the rate alone. */
  readonly bulkWriter: StripeWriter;
  readonly reader: StripeReader;
  /** How long one worker may work on a command before another may look at it: above the time-out of a call. */
  readonly leaseMs: number;
  /** The first pause after Stripe could not take a command; it doubles. */
  readonly backoffMs: number;
  /** The first pause before Stripe is asked what became of an unanswered request; it doubles. */
  readonly probeAfterMs: number;
  readonly breaker: BreakerLimits;
}

const SPREAD = 0.2;
const MAX_DOUBLINGS = 6;

/** When to try again after `tries` tries: doubling, bounded, spread so that many do not return together. */
export function backOff(from: Date, firstMs: number, tries: number): Date {
  const doubled = firstMs * 2 ** Math.min(Math.max(tries - 1, 0), MAX_DOUBLINGS);
  return new Date(from.getTime() + Math.round(doubled * jitter(SPREAD)));
}
