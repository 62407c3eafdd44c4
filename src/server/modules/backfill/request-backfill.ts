import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type AuditActor, personActor, recordAudit, systemActor } from "../audit/index.ts";
import { findOpenRun, insertRun, type RunOrder } from "./backfill-runs.repo.ts";
import { firstSecondOf, isSettledBy } from "./first-day.ts";

/** What was ordered: a new run, or the one that is open already. */
export interface BackfillOrder {
  readonly runId: string;
  readonly isNew: boolean;
}

/** A person asks for the whole history to be read again. It adds what is missing and changes nothing that is right. */
export async function requestBackfill(runtime: Runtime, actor: Actor): Promise<BackfillOrder> {
  const order = { requestedBy: actor.userId, fromSecond: null };
  return orderRun(runtime, personActor(actor), order);
}

/**
 * The same from the command line, where nobody signs in, from a first day (UTC, `YYYY-MM-DD`) if one is given.
 * Throws INVALID_INPUT when money of before that day may still be on its way.
 */
export async function installBackfill(
  runtime: Runtime,
  fromDay: string | null,
): Promise<BackfillOrder> {
  const fromSecond = fromDay === null ? null : firstSecondOf(fromDay);
  if (fromSecond !== null && !isSettledBy(fromSecond, runtime.clock.now()))
    throw new DomainError("INVALID_INPUT", { from: fromDay ?? "" });
  return orderRun(runtime, systemActor("installer"), { requestedBy: null, fromSecond });
}

async function orderRun(
  { db, scope, clock }: Runtime,
  actor: AuditActor,
  order: Omit<RunOrder, "wantedAt">,
): Promise<BackfillOrder> {
  return db.transaction(async (tx) => {
    const runId = await insertRun(tx, scope, { ...order, wantedAt: clock.realNow() });
    if (runId === null) {
      const open = await findOpenRun({ prisma: tx }, scope);
      if (open === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "backfill" });
      return { runId: open.id, isNew: false };
    }
    await recordAudit(tx, {
      actor,
      action: "backfill.requested",
      result: "done",
      resource: { type: "backfill_run", id: runId },
      details: { fromSecond: order.fromSecond?.toString() ?? null },
    });
    return { runId, isNew: true };
  });
}
