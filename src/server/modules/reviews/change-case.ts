import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, recordAudit } from "../audit/index.ts";
import { type CaseChange, type CaseRow, updateCase } from "./cases.repo.ts";

/** What happens to a case: who caused it, under which action, and the columns it sets. */
export interface CaseOccurrence {
  readonly by: AuditActor;
  readonly action: AuditAction;
  readonly change: CaseChange;
  readonly reason?: string | undefined;
  readonly commandId?: string | undefined;
  readonly details?: { readonly [key: string]: Canonical };
}

/** Changes a case that was read under lock, with its audit row and its event. Throws CASE_VERSION_CONFLICT. */
export async function changeCase(
  tx: Transaction,
  scope: AccountScope,
  read: CaseRow,
  occurrence: CaseOccurrence,
): Promise<CaseRow> {
  const changed = await updateCase(tx, read, occurrence.change);
  if (!changed) throw new DomainError("CASE_VERSION_CONFLICT", { number: Number(read.number) });
  await tellOfCase(tx, scope, changed, {
    ...occurrence,
    details: { from: read.state, ...occurrence.details },
  });
  return changed;
}

/** Audit row and event of a change that was written otherwise. */
export async function tellOfCase(
  tx: Transaction,
  scope: AccountScope,
  row: CaseRow,
  occurrence: Omit<CaseOccurrence, "change">,
): Promise<void> {
  const { reason, commandId } = occurrence;
  await recordAudit(tx, {
    actor: occurrence.by,
    action: occurrence.action,
    result: "done",
    resource: { type: "case", id: row.id },
    ...(reason === undefined ? {} : { reason }),
    ...(commandId === undefined ? {} : { commandId }),
    details: { number: row.number, state: row.state, version: row.version, ...occurrence.details },
  });
  await appendEvent(tx, scope, {
    topic: "case.changed",
    key: row.id,
    payload: { version: 1, caseId: row.id, state: row.state },
  });
}
