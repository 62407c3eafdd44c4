export { type CreatedExport, createExport } from "./create-export.ts";
export { estimateExport, getExport } from "./read-exports.ts";
