import type { BreakGlassList } from "#core/contracts/break-glass.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit, systemActor } from "../audit/index.ts";
import { reviewDueAt } from "./break-glass.policy.ts";
import {
  type BreakGlassRow,
  findDecisions,
  findNeglected,
  lockBreakGlass,
  updateBreakGlass,
} from "./break-glass.repo.ts";
import { participantsOf } from "./participants.ts";
import { readBreakGlass } from "./read-break-glass.ts";
import { tellWatchers } from "./tell-watchers.ts";

/**
 * Ends break-glass now: by who opened it, or any other admin or manager. One that has ended stays as it ended. Those who can review it
 * are told. Throws NOT_FOUND.
 */
export async function endBreakGlass(
  runtime: Runtime,
  actor: Actor,
  breakGlassId: string,
): Promise<BreakGlassList> {
  await runtime.db.transaction(async (tx) => {
    const row = await lockBreakGlass(tx, runtime.scope, breakGlassId);
    if (!row) throw new DomainError("NOT_FOUND", { breakGlassId });
    const timed = await atDatabaseTime(tx, runtime);
    const endedAt = timed.clock.realNow();
    if (row.endedAt !== null || row.expiresAt <= endedAt) return;
    await updateBreakGlass(tx, row.id, { endedAt, endedBy: actor.userId });
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "break-glass.ended",
      result: "done",
      resource: { type: "break-glass", id: row.id },
      details: { openedBy: row.openedBy },
    });
    await tellReviewers(tx, timed, row, "break_glass_to_review");
  });
  return await readBreakGlass(runtime, actor);
}

/**
 * A job: ends what nobody ended in its time, and tells once when a review is overdue. Safe to run twice at once. Out: how many
 * changed.
 */
export async function endOverdueBreakGlass(runtime: Runtime): Promise<number> {
  const timed = await atDatabaseTime(runtime.db.prisma, runtime);
  const realNow = timed.clock.realNow();
  const dayMs = 86_400_000;
  const due = new Date(realNow.getTime() - dayMs);
  let changed = 0;
  for (const id of await findNeglected(runtime.db, runtime.scope, { realNow, due }))
    if (await runtime.db.transaction((tx) => settleOne(tx, timed, id))) changed += 1;
  return changed;
}

async function settleOne(tx: Transaction, runtime: Runtime, id: string): Promise<boolean> {
  const row = await lockBreakGlass(tx, runtime.scope, id);
  const realNow = runtime.clock.realNow();
  if (!row) return false;
  if (row.endedAt === null) return await endByTime(tx, runtime, row);
  const due = reviewDueAt(row, realNow);
  if (row.reviewedAt !== null || row.overdueToldAt !== null || due === null || due > realNow)
    return false;
  await updateBreakGlass(tx, id, { overdueToldAt: realNow });
  await recordAudit(tx, {
    actor: systemActor("executor"),
    action: "break-glass.overdue",
    result: "done",
    resource: { type: "break-glass", id },
    details: { dueAt: due.toISOString() },
  });
  await tellReviewers(tx, runtime, row, "break_glass_overdue");
  return true;
}

async function endByTime(tx: Transaction, runtime: Runtime, row: BreakGlassRow): Promise<boolean> {
  if (row.expiresAt > runtime.clock.realNow()) return false;
  await updateBreakGlass(tx, row.id, { endedAt: row.expiresAt });
  await recordAudit(tx, {
    actor: systemActor("executor"),
    action: "break-glass.ended",
    result: "done",
    resource: { type: "break-glass", id: row.id },
    details: { openedBy: row.openedBy, why: "its time was over" },
  });
  await tellReviewers(tx, runtime, row, "break_glass_to_review");
  return true;
}

async function tellReviewers(
  tx: Transaction,
  runtime: Runtime,
  row: BreakGlassRow,
  kind: "break_glass_to_review" | "break_glass_overdue",
): Promise<void> {
  const decisions = await findDecisions(tx, runtime.scope, [row.id]);
  await tellWatchers(tx, runtime, { kind, id: row.id }, participantsOf(row, decisions));
}
