export { newId as newExportId } from "#server/platform/clock/ids.ts";
export { type CreatedExport, createExport } from "./create-export.ts";
export { endUnsentExports } from "./end-unsent-exports.ts";
export { estimateExport, getExport } from "./read-exports.ts";
