import type { CommandState } from "#core/contracts/commands.ts";

/**
 * What can happen to a command. `disprove`: two people signed that Stripe never made it. `answered-*` is what Stripe's
 * object says, from whichever side it reached us.
 */
export const commandEvents = [
  "sign",
  "approve",
  "reject",
  "expire",
  "cancel",
  "claim",
  "require-approval",
  "refuse",
  "return",
  "lose",
  "decline",
  "give-up",
  "disprove",
  "answered-pending",
  "answered-succeeded",
  "answered-failed",
] as const;
export type CommandEvent = (typeof commandEvents)[number];

type Edges = Partial<Record<CommandEvent, CommandState>>;

const ANSWERS: Edges = {
  "answered-pending": "accepted",
  "answered-succeeded": "succeeded",
  "answered-failed": "failed",
};

/** The whole life of a command: an event that a state does not list cannot happen to it. */
const TABLE: Record<CommandState, Edges> = {
  pending_approval: {
    // One of several signatures: it waits for the others.
    sign: "pending_approval",
    approve: "held",
    reject: "rejected",
    expire: "expired",
    cancel: "cancelled",
  },
  held: {
    claim: "executing",
    cancel: "cancelled",
    "require-approval": "pending_approval",
    refuse: "failed",
    ...ANSWERS,
  },
  executing: {
    return: "held",
    lose: "unknown",
    decline: "failed",
    "give-up": "needs_human",
    ...ANSWERS,
  },
  unknown: { decline: "failed", "give-up": "needs_human", ...ANSWERS },
  needs_human: { disprove: "failed", ...ANSWERS },
  accepted: { "answered-succeeded": "succeeded", "answered-failed": "failed" },
  // A refund that succeeded can still fail weeks later: the bank sends the money back.
  succeeded: { "answered-failed": "failed_later" },
  // Stripe's object is evidence, our reading of an answer is not: an object of a command taken for failed corrects it.
  failed: { "answered-pending": "accepted", "answered-succeeded": "succeeded" },
  failed_later: {},
  rejected: {},
  cancelled: {},
  expired: {},
};

/** The state after `event`, or null when it cannot happen in `state`. */
export function nextState(state: CommandState, event: CommandEvent): CommandState | null {
  return TABLE[state][event] ?? null;
}

/** States in which the money certainly did not move and will not: what was reserved and counted is given back. */
export function isReleased(state: CommandState): boolean {
  return RELEASED.has(state);
}

const RELEASED: ReadonlySet<CommandState> = new Set([
  "failed",
  "failed_later",
  "rejected",
  "cancelled",
  "expired",
]);
