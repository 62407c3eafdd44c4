import * as z from "zod/mini";
import { noteSchema, personSchema, stripeIdSchema, uuidSchema } from "./shared.ts";

/** What a note of this router can be about; the notes of review cases are written on the case. */
const noteSubjects = ["customer", "payment", "dispute"] as const;

export const noteSubjectSchema = z.object({ type: z.enum(noteSubjects), id: stripeIdSchema });
export type NoteSubjectDto = z.infer<typeof noteSubjectSchema>;

/** The text of a new note. That it holds no card number is checked where it is stored. */
export const noteTextSchema = noteSchema.check(z.minLength(1));

const noteDtoSchema = z.object({
  id: z.string(),
  author: personSchema,
  text: z.string(),
  at: z.date(),
  pinned: z.boolean(),
  /** Until when the reader may take it back; null for another's note, and once that time is over. */
  takeBackUntil: z.nullable(z.date()),
});
export type NoteDto = z.infer<typeof noteDtoSchema>;

export const listNotesInput = z.object({ subject: noteSubjectSchema });
/** Pinned ones first, then the newest. */
export const listNotesOutput = z.object({ rows: z.array(noteDtoSchema) });
export const addSubjectNoteInput = z.object({
  subject: noteSubjectSchema,
  text: noteTextSchema,
});
export const noteRefInput = z.object({ noteId: uuidSchema });
export const pinNoteInput = z.object({ noteId: uuidSchema, pinned: z.boolean() });
export const noteRefOutput = z.object({ id: z.string() });
