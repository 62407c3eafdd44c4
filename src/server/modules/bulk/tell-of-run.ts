import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, recordAudit, systemActor } from "../audit/index.ts";

/** Writes down what happened to a run, and tells the open screens; in the transaction of the change. */
export async function tellOfRun(
  tx: Transaction,
  scope: AccountScope,
  bulkId: string,
  happened: {
    readonly action: AuditAction;
    readonly state: string;
    readonly by?: AuditActor;
    readonly details?: { readonly [key: string]: Canonical };
  },
): Promise<void> {
  const { action, state, by = systemActor("executor"), details = {} } = happened;
  await recordAudit(tx, {
    actor: by,
    action,
    result: "done",
    resource: { type: "bulk", id: bulkId },
    commandId: bulkId,
    details: { state, ...details },
  });
  await appendEvent(tx, scope, {
    topic: "bulk.changed",
    key: bulkId,
    payload: { version: 1, bulkId, state },
  });
}
