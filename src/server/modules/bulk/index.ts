export { bulkKind } from "./bulk-kind.ts";
export { ROW_STATE } from "./bulk-reads.repo.ts";
export { controlBulk } from "./control-bulk.ts";
export { getBulk, listBulkRows } from "./read-bulks.ts";
export { previewBulk, requestBulk } from "./request-bulk.ts";
export { stepBulks } from "./step-bulks.ts";
