import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { firstAttemptAgeMs } from "./attempts.repo.ts";
import type { CommandRow } from "./commands.repo.ts";

/** Stripe may forget a key after 24 hours; an hour before that the same request would no longer be safely the same. */
const RESEND_WINDOW_MS = 23 * 3_600_000;
/** How far apart the clocks of two processes may be. */
const CLOCK_SLACK_MS = 5 * 60_000;

/**
 * Whether Stripe may have forgotten the key of a request that was sent. By business time, which Stripe's clock keeps, and by
 * the database's: the clock of who sent it may have been wrong. Sent in the future means that it, or this process's, was; then nothing
 * is known of the key's age. Source: https://docs.stripe.com/api/idempotent_requests
 */
export async function isKeyTooOld(
  tx: Transaction,
  { clock }: Pick<Runtime, "clock">,
  { id, firstSentAt }: Pick<CommandRow, "id" | "firstSentAt">,
): Promise<boolean> {
  if (firstSentAt === null) return true;
  const ageMs = clock.now().getTime() - firstSentAt.getTime();
  if (ageMs < -CLOCK_SLACK_MS || ageMs >= RESEND_WINDOW_MS) return true;
  const begunMs = await firstAttemptAgeMs(tx, id);
  return begunMs === null || begunMs >= RESEND_WINDOW_MS;
}
