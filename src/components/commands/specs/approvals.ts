import type { CommandSpec } from "../command-spec.ts";

const onRequest = {
  scope: "approvals",
  effect: "opens-sheet",
  keywords: ["countersign"],
  permission: "approval:decide",
} as const;

/** Commands on the open request. Each opens its form; the countersignature itself is committed there. */
export const approvalCommands = {
  "approval.approve": { ...onRequest, title: "Approve…", keys: ["1"] },
  "approval.reject": { ...onRequest, title: "Reject…", keys: ["3"] },
} as const satisfies Record<string, CommandSpec>;
