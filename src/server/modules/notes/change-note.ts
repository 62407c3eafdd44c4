import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { emptyNote, lockNote, type NoteRow, type NoteSubject, setPinned } from "./notes.repo.ts";
import { mayTakeBack, TAKE_BACK_MS } from "./take-back.policy.ts";
import { tellOfNote } from "./tell-of-note.ts";

/** Pins a note above the others, or lets it go; any who may write may. Throws NOT_FOUND. */
export async function pinNote(
  runtime: Runtime,
  actor: Actor,
  { noteId, pinned }: { noteId: string; pinned: boolean },
): Promise<{ id: string }> {
  return await runtime.db.transaction(async (tx) => {
    const note = await demandNote(tx, runtime, noteId);
    if (note.pinned === pinned) return { id: noteId };
    await setPinned(tx, noteId, pinned);
    const details = { pinned };
    await tellOfNote(tx, runtime.scope, told(note), { actor, action: "note.pinned", details });
    return { id: noteId };
  });
}

/**
 * Takes one's own note back within ten minutes of business time: the text is gone for everybody, that there was one stays
 * in the log. Throws NOT_FOUND, NOT_PERMITTED (another's note), NOTE_UNDO_TOO_LATE.
 */
export async function takeBackNote(
  runtime: Runtime,
  actor: Actor,
  { noteId }: { noteId: string },
): Promise<{ id: string }> {
  const now = runtime.clock.now();
  return await runtime.db.transaction(async (tx) => {
    const note = await demandNote(tx, runtime, noteId);
    if (note.authorId !== actor.userId)
      throw new DomainError("NOT_PERMITTED", { why: "Only who wrote a note may take it back." });
    if (!mayTakeBack(note, actor.userId, now))
      throw new DomainError("NOTE_UNDO_TOO_LATE", { minutes: TAKE_BACK_MS / 60_000 });
    await emptyNote(tx, noteId, now);
    await tellOfNote(tx, runtime.scope, told(note), { actor, action: "note.taken-back" });
    return { id: noteId };
  });
}

async function demandNote(
  tx: Transaction,
  { scope }: Pick<Runtime, "scope">,
  noteId: string,
): Promise<NoteRow> {
  const note = await lockNote(tx, scope, noteId);
  if (!note) throw new DomainError("NOT_FOUND", { noteId });
  return note;
}

/** The subject is one of the four: the table's constraint says so. */
function told({ id, subjectType, subjectId }: NoteRow) {
  return { id, subject: { type: subjectType as NoteSubject["type"], id: subjectId } };
}
