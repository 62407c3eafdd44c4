import type * as z from "zod/mini";
import type { BreakGlassList, reviewBreakGlassInput } from "#core/contracts/break-glass.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { whyNotReviewed } from "./break-glass.policy.ts";
import { findDecisions, lockBreakGlass, updateBreakGlass } from "./break-glass.repo.ts";
import { participantsOf } from "./participants.ts";
import { readBreakGlass } from "./read-break-glass.ts";
import { tellScreens } from "./tell-watchers.ts";

/**
 * Closes the review of what was done under break-glass, with a note. Throws NOT_FOUND, BREAK_GLASS_NOT_REVIEWABLE (still open,
 * or reviewed before), REVIEWER_TOOK_PART.
 */
export async function reviewBreakGlass(
  runtime: Runtime,
  actor: Actor,
  { breakGlassId: id, note }: z.infer<typeof reviewBreakGlassInput>,
): Promise<BreakGlassList> {
  const { scope } = runtime;
  await runtime.db.transaction(async (tx) => {
    const row = await lockBreakGlass(tx, scope, id);
    if (!row) throw new DomainError("NOT_FOUND", { breakGlassId: id });
    const reviewedAt = (await atDatabaseTime(tx, runtime)).clock.realNow();
    const took = participantsOf(row, await findDecisions(tx, scope, [id]));
    const why = whyNotReviewed(row, actor.userId, took, reviewedAt);
    if (why !== null) throw new DomainError(why);
    await updateBreakGlass(tx, id, {
      // Where its time is over and no worker has looked yet, it ended by itself.
      ...(row.endedAt === null ? { endedAt: row.expiresAt } : {}),
      reviewedAt,
      reviewedBy: actor.userId,
      reviewNote: note,
    });
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "break-glass.reviewed",
      result: "done",
      resource: { type: "break-glass", id },
      reason: note,
      details: { openedBy: row.openedBy },
    });
    await tellScreens(tx, runtime, id, "reviewed");
  });
  return await readBreakGlass(runtime, actor);
}
