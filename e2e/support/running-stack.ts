import { join } from "node:path";
import { workFolder } from "../../scripts/process/clone-root.ts";
import {
  type RunningPart,
  readState,
  type StackState,
  stateFileOf,
} from "../../scripts/stack/state-file.ts";

/** Where the stack of an end-to-end run keeps its state, apart from the demo's. */
export const stackFolder = join(workFolder, "e2e");

/** Out: addresses, database URLs, account and logins of the stack that this run's global setup started. */
export function readRunningStack(): StackState & { running: RunningPart } {
  const state = readState(stateFileOf(stackFolder));
  if (state?.running === undefined)
    throw new Error("The stack of the end-to-end tests does not run.");
  return { ...state, running: state.running };
}
