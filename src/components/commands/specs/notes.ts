import type { CommandSpec } from "../command-spec.ts";

/** Commands of the notes beside what is open. */
export const noteCommands = {
  "note.add": {
    title: "Add note",
    keywords: ["comment", "write"],
    keys: ["n"],
    scope: "notes",
    permission: "note:write",
    effect: "workflow",
  },
} as const satisfies Record<string, CommandSpec>;
