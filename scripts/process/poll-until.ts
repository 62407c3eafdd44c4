import { setTimeout as delay } from "node:timers/promises";

const POLL_INTERVAL_MS = 50;

/**
 * Asks `probe` until it answers something other than undefined or false, or the deadline passes.
 * In: the probe, the deadline in milliseconds from now. Out: the answer, or undefined when time ran out.
 */
export async function pollUntil<T>(
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  deadlineMs: number,
): Promise<T | undefined> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= end) return undefined;
    await delay(POLL_INTERVAL_MS);
  }
}
