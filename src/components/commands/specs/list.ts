import type { CommandSpec } from "../command-spec.ts";

const inList = { scope: "list", effect: "view", permission: null, keywords: [] } as const;

/** Commands of the main list of a screen. */
export const listCommands = {
  "list.next": { ...inList, title: "Next row", keys: ["j"] },
  "list.previous": { ...inList, title: "Previous row", keys: ["k"] },
  "list.filter": { ...inList, title: "Filter", keys: ["f"] },
  "list.clear-filters": { ...inList, title: "Clear filters", keys: ["Backspace"] },
} as const satisfies Record<string, CommandSpec>;
