import { EVERYTHING } from "#core/contracts/operations.ts";
import { isAboutCommands } from "#core/override-kinds.ts";
import type { CommandKinds } from "../commands/index.ts";

/** What a switch may cover: everything, or one kind. Commands about the switches themselves are never stopped. */
export function coverable(kinds: CommandKinds): string[] {
  const names = Object.values(kinds).map(({ kind }) => kind);
  return [EVERYTHING, ...names.filter((kind) => !isAboutCommands(kind))];
}

/** What a switch covers, inside a sentence: "all overrides", "refund". */
export function coversWords(covers: string): string {
  return covers === EVERYTHING ? "all overrides" : `every ${covers.replaceAll("_", " ")}`;
}
