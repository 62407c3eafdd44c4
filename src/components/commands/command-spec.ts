import type { Permission } from "#core/permissions.ts";

/** Where a command lives; a screen binds the commands of its scope while it is shown. */
export const COMMAND_SCOPES = [
  "global",
  "list",
  "overview",
  "payments",
  "payment",
  "subscription",
  "customer",
  "dispute",
  "queue",
  "approvals",
  "break",
  "notes",
  "webhooks",
  "ledger",
  "toast",
] as const;
export type CommandScope = (typeof COMMAND_SCOPES)[number];

/**
 * What pressing it does: `navigate` goes elsewhere · `view` changes what is shown · `workflow` changes a fact about work
 * that can be undone · `opens-sheet` opens a form about money · `commits-money` sends an intent to move money.
 */
export type CommandEffect = "navigate" | "view" | "workflow" | "opens-sheet" | "commits-money";

/** One command as data: the palette, the hotkeys, the menus and the sheet of keys all read it. */
export interface CommandSpec {
  /** What it is called everywhere. */
  readonly title: string;
  /** Other words people look for. */
  readonly keywords: readonly string[];
  /** Bindings in tinykeys notation: "r", "g p", "$mod+k". Any of them runs it. */
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** Without it the command does not exist for the person; null means everybody. */
  readonly permission: Permission | null;
  readonly effect: CommandEffect;
}
