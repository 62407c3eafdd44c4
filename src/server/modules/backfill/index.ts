export { type ImportStatus, readImport } from "./read-import.ts";
export { runImport } from "./run-import.ts";
