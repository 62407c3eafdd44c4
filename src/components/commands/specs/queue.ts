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
  "case.request-info": { ...onCase, title: "Request information…", keys: ["4"] },
  "case.snooze": { ...onCase, title: "Snooze…", keys: ["h"] },
  "case.assign": { ...onCase, title: "Assign…", keys: ["a"] },
  "case.assign-to-me": { ...onCase, title: "Assign to me", keys: ["i"] },
  "case.note": { ...onCase, title: "Add note", keys: ["n"] },
} as const satisfies Record<string, CommandSpec>;
