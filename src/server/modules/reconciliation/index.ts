export { getBreak } from "./get-break.ts";
export { countBreaks, findBreak, listBreaks } from "./list-breaks.ts";
export { getRun, listRuns } from "./list-runs.ts";
export { type BreakMove, type MovedBreak, moveBreak } from "./move-break.ts";
export { type MatchDraft, type MatchItem, recordMatch } from "./record-match.ts";
export { FULL_TRIGGER, runWanted } from "./run-wanted.ts";
export { type RunRequest, wantRun } from "./want-run.ts";
