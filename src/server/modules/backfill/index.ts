export { type ImportStatus, readImport } from "./read-import.ts";
export { type ImportOptions, runImport } from "./run-import.ts";
