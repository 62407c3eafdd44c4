import type { Runtime } from "#server/platform/runtime.ts";
import { findLastReadings, type LastReading } from "./accounts.repo.ts";

/** The last comparison of the books with Stripe's balance, one a currency; none before the first. Reads no Stripe. */
export async function lastDrift({
  db,
  scope,
}: Pick<Runtime, "db" | "scope">): Promise<LastReading[]> {
  return findLastReadings(db, scope);
}
