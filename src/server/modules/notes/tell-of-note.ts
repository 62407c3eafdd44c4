import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import type { NoteSubject } from "./notes.repo.ts";

/** Audit row and event of a change to a note. The text stays out of both, since a note may hold personal data. */
export async function tellOfNote(
  tx: Transaction,
  scope: AccountScope,
  note: { readonly id: string; readonly subject: NoteSubject },
  by: {
    readonly actor: Actor;
    readonly action: AuditAction;
    readonly details?: { readonly [key: string]: Canonical };
  },
): Promise<void> {
  const { id, subject } = note;
  await recordAudit(tx, {
    actor: personActor(by.actor),
    action: by.action,
    result: "done",
    resource: { type: subject.type, id: subject.id },
    details: { noteId: id, ...by.details },
  });
  await appendEvent(tx, scope, {
    topic: "note.changed",
    key: subject.id,
    payload: { version: 1, noteId: id, subjectType: subject.type, subjectId: subject.id },
  });
}
