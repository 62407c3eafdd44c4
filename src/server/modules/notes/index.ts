export { findNotes, type NoteRow } from "./notes.repo.ts";
export { storeNote } from "./store-note.ts";
