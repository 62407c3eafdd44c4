import type { Delegations } from "#core/contracts/delegations.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { endDelegationRow, lockDelegation } from "./delegations.repo.ts";
import { readDelegations } from "./read-delegations.ts";

/**
 * Ends a delegation now, planned or held, by who gave it or who stands in. What was signed under it stays signed; one that is
 * over stays as it is. Throws NOT_FOUND, also for others' ones.
 */
export async function endDelegation(
  runtime: Runtime,
  actor: Actor,
  delegationId: string,
): Promise<Delegations> {
  await runtime.db.transaction(async (tx) => {
    const row = await lockDelegation(tx, delegationId);
    if (!row || (row.delegatorId !== actor.userId && row.delegateId !== actor.userId))
      throw new DomainError("NOT_FOUND", { delegationId });
    const endedAt = (await atDatabaseTime(tx, runtime)).clock.realNow();
    if (row.endedAt !== null || row.endsAt <= endedAt) return;
    await endDelegationRow(tx, row.id, { endedAt, endedBy: actor.userId });
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "delegation.ended",
      result: "done",
      resource: { type: "delegation", id: row.id },
      details: { delegatorId: row.delegatorId, delegateId: row.delegateId },
    });
    await appendEvent(tx, runtime.scope, {
      topic: "delegation.changed",
      key: row.id,
      payload: { version: 1, delegationId: row.id, state: "ended" },
    });
  });
  return await readDelegations(runtime, actor);
}
