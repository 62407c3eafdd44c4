import type { CaseDetail } from "#core/contracts/reviews.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { extendLease, lockCase } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { demandHold, demandOpen } from "./demand-hold.ts";
import { getCase } from "./get-case.ts";

/** Lengthens the caller's lease from now on. Throws NOT_FOUND, CASE_CLOSED, CASE_LEASE_LOST (with who has it). */
export async function renewLease(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<CaseDetail> {
  const realNow = runtime.clock.realNow();
  await runtime.db.transaction(async (tx) => {
    const row = demandOpen(await lockCase(tx, runtime.scope, caseId), caseId);
    await demandHold(tx, row, actor, realNow);
    await extendLease(tx, row.id, new Date(realNow.getTime() + runtime.settings.caseLeaseMs));
    // No event: nothing changed that another screen shows.
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "case.lease-renewed",
      result: "done",
      resource: { type: "case", id: row.id },
      details: { number: row.number, version: row.version },
    });
  });
  return await getCase(runtime, actor, caseId);
}

/** Puts a case back for others. Throws NOT_FOUND, CASE_CLOSED, CASE_LEASE_LOST (with who has it). */
export async function releaseCase(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<CaseDetail> {
  await runtime.db.transaction(async (tx) => {
    const row = demandOpen(await lockCase(tx, runtime.scope, caseId), caseId);
    await demandHold(tx, row, actor, runtime.clock.realNow());
    await changeCase(tx, runtime.scope, row, {
      by: personActor(actor),
      action: "case.released",
      change: { claimedBy: null, claimedAt: null, leaseUntil: null },
    });
  });
  return await getCase(runtime, actor, caseId);
}
