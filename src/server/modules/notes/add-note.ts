import type { NoteSubjectDto } from "#core/contracts/notes.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { subjectExists } from "./notes.repo.ts";
import { storeNote } from "./store-note.ts";
import { tellOfNote } from "./tell-of-note.ts";

/** Adds a note on a customer, payment or dispute; returns its id. Throws NOT_FOUND, CARD_NUMBER_IN_TEXT. */
export async function addNote(
  runtime: Runtime,
  actor: Actor,
  note: { subject: NoteSubjectDto; text: string },
): Promise<{ id: string }> {
  const { scope } = runtime;
  const { subject } = note;
  return await runtime.db.transaction(async (tx) => {
    if (!(await subjectExists(tx, scope, subject))) throw new DomainError("NOT_FOUND", subject);
    const id = await storeNote(tx, runtime, actor, note);
    await tellOfNote(tx, scope, { id, subject }, { actor, action: "note.added" });
    return { id };
  });
}
