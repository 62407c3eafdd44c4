import type { CommandSpec } from "../command-spec.ts";

const onCase = {
  scope: "queue",
  effect: "workflow",
  keywords: ["case"],
  permission: "case:work",
} as const;

/** Commands of the review queue, on the open case. */
export const queueCommands = {
  "case.clear": { ...onCase, title: "Clear as legitimate", keys: ["1"], permission: "case:decide" },
  "case.refund": {
    ...onCase,
    title: "Refund…",
    keys: ["2"],
    permission: "refund:request",
    effect: "opens-sheet",
  },
  "case.escalate": { ...onCase, title: "Escalate…", keys: ["3"] },
  "case.assign-to-me": { ...onCase, title: "Claim", keys: ["i"] },
  "case.note": { ...onCase, title: "Add note", keys: ["n"] },
} as const satisfies Record<string, CommandSpec>;
