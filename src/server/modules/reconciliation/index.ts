export { breaksListed } from "./break-list.repo.ts";
export { countBreaks, listBreaks } from "./list-breaks.ts";
export { getRun } from "./list-runs.ts";
export { type MovedBreak, moveBreak } from "./move-break.ts";
export { type MatchItem, recordMatch } from "./record-match.ts";
export { FULL_TRIGGER, runWanted } from "./run-wanted.ts";
export { wantRun } from "./want-run.ts";
