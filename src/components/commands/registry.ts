import type { CommandScope, CommandSpec } from "./command-spec.ts";
import { approvalCommands } from "./specs/approvals.ts";
import { breakCommands } from "./specs/breaks.ts";
import { customerCommands } from "./specs/customers.ts";
import { globalCommands } from "./specs/global.ts";
import { listCommands } from "./specs/list.ts";
import { moneyCommands } from "./specs/money.ts";
import { noteCommands } from "./specs/notes.ts";
import { queueCommands } from "./specs/queue.ts";

/** Every command of the console, by id. A screen adds its own in a file under specs/ and binds what they do. */
export const COMMANDS = {
  ...globalCommands,
  ...listCommands,
  ...moneyCommands,
  ...customerCommands,
  ...queueCommands,
  ...approvalCommands,
  ...breakCommands,
  ...noteCommands,
} as const satisfies Record<string, CommandSpec>;

export type CommandId = keyof typeof COMMANDS;

/** Ids of the commands of one scope. */
export type CommandIdIn<Scope extends CommandScope> = {
  [Id in CommandId]: (typeof COMMANDS)[Id]["scope"] extends Scope ? Id : never;
}[CommandId];

const ids = new Set<string>(Object.keys(COMMANDS));

/** Whether a text is the id of a command. */
export function isCommandId(value: string): value is CommandId {
  return ids.has(value);
}

/** The command as the widest type, for code that treats all alike. */
export function commandSpec(id: CommandId): CommandSpec {
  return COMMANDS[id];
}

/** All commands with their ids, in the order in which they are shown. */
export function allCommands(): readonly (readonly [CommandId, CommandSpec])[] {
  return Object.keys(COMMANDS)
    .filter(isCommandId)
    .map((id) => [id, commandSpec(id)] as const);
}
