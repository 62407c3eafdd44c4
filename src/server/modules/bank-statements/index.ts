export { importStatement } from "./import-statement.ts";
export type { StatementFile } from "./open-statement-file.ts";
export { previewImport } from "./preview-import.ts";
export { conditionOfLines } from "./read-bank-statements.ts";
