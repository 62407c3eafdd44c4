import {
  addSubjectNoteInput,
  listNotesInput,
  listNotesOutput,
  noteRefInput,
  noteRefOutput,
  pinNoteInput,
} from "#core/contracts/notes.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { addNote } from "./add-note.ts";
import { pinNote, takeBackNote } from "./change-note.ts";
import { listNotes } from "./list-notes.ts";

/** Notes on customers, payments and disputes; those of review cases can be pinned and taken back here too. */
export const notesRouter = router({
  list: query({ permission: "note:read" })
    .input(listNotesInput)
    .output(listNotesOutput)
    .query(({ ctx, input }) => listNotes(ctx.runtime, ctx.actor, input)),
  add: mutation({ permission: "note:write", audit: "note.added" })
    .input(addSubjectNoteInput)
    .output(noteRefOutput)
    .mutation(({ ctx, input }) => addNote(ctx.runtime, ctx.actor, input)),
  pin: mutation({ permission: "note:write", audit: "note.pinned" })
    .input(pinNoteInput)
    .output(noteRefOutput)
    .mutation(({ ctx, input }) => pinNote(ctx.runtime, ctx.actor, input)),
  takeBack: mutation({ permission: "note:write", audit: "note.taken-back" })
    .input(noteRefInput)
    .output(noteRefOutput)
    .mutation(({ ctx, input }) => takeBackNote(ctx.runtime, ctx.actor, input)),
});
