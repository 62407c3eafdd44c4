import { BREAK_STATES, type BreakState } from "#core/contracts/reconciliation.ts";

/** Where people may move a break. */
export type OpenState = Exclude<BreakState, "resolved">;

/** From where to where; staying where it is (another owner, a note) is always possible. */
const EDGES: Readonly<Record<OpenState, readonly OpenState[]>> = {
  open: ["assigned", "investigating", "proposed"],
  assigned: ["open", "investigating", "proposed"],
  investigating: ["open", "assigned", "proposed"],
  proposed: ["open", "assigned", "investigating", "approved"],
  approved: ["open", "assigned", "investigating", "proposed"],
};

/** Whether a text is a state in which somebody still has work. */
export function isOpenState(text: string): text is OpenState {
  return text !== "resolved" && BREAK_STATES.some((state) => state === text);
}

/** Whether people's work may lead from one state to the other. */
export function mayMove(from: OpenState, to: OpenState): boolean {
  return from === to || EDGES[from].includes(to);
}
