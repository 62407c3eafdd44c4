import type { Freshness } from "#core/contracts/shared.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findFreshness } from "./freshness.repo.ts";

/** Two polls of the feed that were missed, and a margin: what people see is then called stale. */
const STALE_AFTER_MS = 60_000;

/** How current every figure that comes from Stripe is, for the line each panel shows. */
export async function readFreshness(runtime: Pick<Runtime, "db" | "scope">): Promise<Freshness> {
  const { asOf, ageMs, imported } = await findFreshness(runtime.db, runtime.scope);
  if (!imported) return { asOf, state: "importing" };
  return { asOf, state: ageMs === null || ageMs > STALE_AFTER_MS ? "stale" : "live" };
}
