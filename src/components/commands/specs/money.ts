import type { CommandSpec } from "../command-spec.ts";

/** Commands about a payment and its refunds, and the undo of a toast. */
export const moneyCommands = {
  "payment.refund": {
    title: "Refund…",
    keywords: ["money back"],
    keys: ["r"],
    scope: "payment",
    permission: "refund:request",
    effect: "opens-sheet",
  },
  "payment.capture": {
    title: "Capture…",
    keywords: ["authorisation", "take"],
    keys: ["c"],
    scope: "payment",
    permission: "payment:capture",
    effect: "opens-sheet",
  },
  "payment.cancel": {
    title: "Cancel authorisation…",
    keywords: ["void", "release"],
    keys: [],
    scope: "payment",
    permission: "payment:capture",
    effect: "opens-sheet",
  },
  "payment.copy-id": {
    title: "Copy payment id",
    keywords: ["pi_"],
    keys: ["$mod+Shift+."],
    scope: "payment",
    permission: null,
    effect: "view",
  },
  "payment.previous-tab": {
    title: "Previous tab",
    keywords: [],
    keys: ["["],
    scope: "payment",
    permission: null,
    effect: "view",
  },
  "payment.next-tab": {
    title: "Next tab",
    keywords: [],
    keys: ["]"],
    scope: "payment",
    permission: null,
    effect: "view",
  },
  "toast.undo": {
    title: "Undo",
    keywords: ["cancel"],
    keys: ["z"],
    scope: "toast",
    permission: null,
    effect: "workflow",
  },
} as const satisfies Record<string, CommandSpec>;
