import { setTimeout as pause } from "node:timers/promises";
import { jitter } from "../clock/ids.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { CallPace } from "./rate-budget.ts";

const ATTEMPTS = 4;
/** A read that Stripe limits was not made, so it is no failed attempt; but nobody waits for ever. */
const LIMITED_ATTEMPTS = 12;
const MAX_PAUSE_MS = 4_000;
const SPREAD = 0.5;

/** How reads are repeated: the first pause in milliseconds, which doubles, and the pace that each try keeps. */
export interface RetryPlan {
  readonly firstPauseMs: number;
  readonly pace: CallPace;
}

/**
 * Repeats a read while Stripe fails or cannot be reached, four attempts in all, and while it limits the rate, which
 * lowers the pace of everybody. A definite refusal (4xx) is thrown at once; the last failure is thrown as it came.
 */
export async function readWithRetries<T>(plan: RetryPlan, read: () => Promise<T>): Promise<T> {
  let failed = 0;
  let limited = 0;
  for (;;) {
    await plan.pace.take();
    try {
      return await read();
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure.kind === "not_executed" && failure.why === "rate_limited") {
        limited += 1;
        await plan.pace.limited();
      } else failed += 1;
      const last = failed === ATTEMPTS || limited === LIMITED_ATTEMPTS;
      if (last || failure.kind === "rejected") throw error;
      const doubled = plan.firstPauseMs * 2 ** (failed + limited - 1);
      await pause(Math.min(MAX_PAUSE_MS, doubled) * jitter(SPREAD));
    }
  }
}
