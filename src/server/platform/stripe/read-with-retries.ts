import { setTimeout as pause } from "node:timers/promises";
import { jitter } from "../clock/ids.ts";
import { classifyFailure } from "./classify-failure.ts";

const ATTEMPTS = 4;
const SPREAD = 0.5;

/**
 * Repeats a read while Stripe limits the rate, fails or cannot be reached: four attempts, back-off `firstPauseMs` doubling,
 * jittered. A definite refusal (4xx) is thrown at once; the last failure is thrown as it came.
 */
export async function readWithRetries<T>(firstPauseMs: number, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === ATTEMPTS || classifyFailure(error).kind === "rejected") throw error;
      await pause(firstPauseMs * 2 ** (attempt - 1) * jitter(SPREAD));
    }
  }
}
