import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { endUnsent } from "./exports.repo.ts";

/**
 * Ends exports whose process is gone as broken off: it was killed before it could say so. What they had sent by then is not
 * known, so neither rows nor hash are told. Out: how many.
 */
export async function endUnsentExports({ db, scope, clock }: Runtime): Promise<number> {
  return await db.transaction(async (tx) => {
    const times = { now: clock.realNow(), finishedAt: clock.now() };
    const ended = await endUnsent(tx, scope, times);
    for (const { id, kind, format } of ended) {
      await recordAudit(tx, {
        actor: systemActor("exports"),
        action: "export.finished",
        result: "failed",
        resource: { type: "export", id },
        details: { kind, format, why: "the process that sent it is gone" },
      });
    }
    return ended.length;
  });
}
