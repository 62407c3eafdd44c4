export { firstSecondOf, isSettledBy } from "./first-day.ts";
export { readBackfill } from "./read-backfill.ts";
export { type ImportStatus, readImport } from "./read-import.ts";
export { readMethods } from "./read-methods.ts";
export { installBackfill } from "./request-backfill.ts";
export { runBackfill } from "./run-backfill.ts";
