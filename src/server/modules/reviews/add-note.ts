import type { CaseDetail } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { storeNote } from "../notes/index.ts";
import { findCase } from "./cases.repo.ts";
import { tellOfCase } from "./change-case.ts";
import { getCase } from "./get-case.ts";

/**
 * Adds a note, to a closed case too. It needs no lease and changes no version: what a colleague adds must not undo
 * somebody's work on the same case. The text stays out of the audit row, since a note may hold personal data.
 * Throws NOT_FOUND, CARD_NUMBER_IN_TEXT.
 */
export async function addNote(
  runtime: Runtime,
  actor: Actor,
  note: { caseId: string; text: string },
): Promise<CaseDetail> {
  await runtime.db.transaction(async (tx) => {
    const row = await findCase(tx, runtime.scope, note.caseId);
    if (!row) throw new DomainError("NOT_FOUND", { caseId: note.caseId });
    const subject = { type: "case", id: row.id } as const;
    const id = await storeNote(tx, runtime, actor, { subject, text: note.text });
    await tellOfCase(tx, runtime.scope, row, {
      by: personActor(actor),
      action: "case.noted",
      details: { noteId: id },
    });
  });
  return await getCase(runtime, actor, note.caseId);
}
