import type { AuditAction } from "#core/audit-actions.ts";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** Who did it: a person in a session, or a process of ours. */
export interface AuditActor {
  readonly kind: "person" | "system";
  /** A person's id, or the name of the process's part ("executor", "detector"). */
  readonly id: string;
  readonly role?: string;
  readonly sessionId?: string;
  readonly requestId: string;
}

export interface AuditEntry {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly result: "done" | "denied" | "failed";
  readonly resource: { readonly type: string; readonly id: string };
  readonly commandId?: string;
  readonly reason?: string;
  /** Facts of the change. Never personal data: that goes to the subject table and is referred to. */
  readonly details?: Canonical;
}

/**
 * Writes the audit row of a change in the transaction of that change: no row, no action.
 * A failure to write it fails the whole transaction.
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      actorRole: entry.actor.role ?? null,
      sessionId: entry.actor.sessionId ?? null,
      requestId: entry.actor.requestId,
      action: entry.action,
      result: entry.result,
      resourceType: entry.resource.type,
      resourceId: entry.resource.id,
      commandId: entry.commandId ?? null,
      reason: entry.reason ?? null,
      details: canonicalJson(entry.details ?? {}),
    },
  });
}
