export { findNotes, type NoteRow } from "./notes.repo.ts";
export { refuseCardNumber, storeNote } from "./store-note.ts";
