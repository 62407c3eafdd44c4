import type { CommandSpec } from "../command-spec.ts";

const onBreak = {
  scope: "break",
  effect: "workflow",
  keywords: ["break"],
  permission: "break:work",
} as const;
const proposal = { ...onBreak, effect: "opens-sheet", permission: "books:change" } as const;

/** Commands on the open break. A proposal is sent from its sheet alone. */
export const breakCommands = {
  "break.investigate": { ...onBreak, title: "Investigate", keys: ["1"] },
  "break.propose": { ...proposal, title: "Propose an entry…", keys: ["2"] },
  "break.write-off": { ...proposal, title: "Write off…", keys: ["3"] },
  "break.take": { ...onBreak, title: "Assign to me", keys: ["i"] },
  "break.assign": { ...onBreak, title: "Assign…", keys: ["a"] },
  "break.note": { ...onBreak, title: "Add note", keys: ["n"] },
} as const satisfies Record<string, CommandSpec>;
