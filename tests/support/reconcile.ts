import type { ReconciliationLevel } from "#core/break-types.ts";
import { listBreaks, runWanted, wantRun } from "#server/modules/reconciliation/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { feedReader } from "./balance-transactions.ts";

/** Stripe as one that lists nothing and holds no balance. */
export const NOTHING_AT_STRIPE = feedReader(() => []);

/** Asks for a run of `levels` and does it. Out: its id. Throws where another is under way or this one failed. */
export async function reconcileWith(
  worker: Runtime,
  levels: readonly ReconciliationLevel[],
  {
    trigger = "demand",
    reader = NOTHING_AT_STRIPE,
  }: { trigger?: string; reader?: StripeReader } = {},
): Promise<string> {
  const { db, scope, clock } = worker;
  const request = { levels, trigger, requestedBy: null, at: clock.now() };
  await db.transaction((tx) => wantRun(tx, scope, request));
  const id = await runWanted(worker, reader);
  if (id === null) throw new Error("another run is under way");
  const run = await db.prisma.reconciliationRun.findUniqueOrThrow({ where: { id } });
  if (run.state !== "finished") throw new Error(`the run ${run.state}: ${run.error ?? ""}`);
  return id;
}

/** What is open, as `TYPE objectId`, sorted. */
export async function openBreaksOf(worker: Runtime): Promise<string[]> {
  const { rows } = await listBreaks(worker, { limit: 100 });
  return rows.map(({ type, objectId }) => `${type} ${objectId}`).toSorted();
}
