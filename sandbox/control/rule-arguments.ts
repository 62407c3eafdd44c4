import type { FaultRule } from "./fault-rules.ts";

type Arguments = Pick<FaultRule, "arguments">;

/** A number among a rule's arguments; null where it is not set. */
export function numberIn({ arguments: given }: Arguments, name: string): number | null {
  const value = given[name];
  return typeof value === "number" ? value : null;
}

/** A text among a rule's arguments; null where it is not set. */
export function textIn({ arguments: given }: Arguments, name: string): string | null {
  const value = given[name];
  return typeof value === "string" ? value : null;
}

/** True or false among a rule's arguments; null where it is not set. */
export function flagIn({ arguments: given }: Arguments, name: string): boolean | null {
  const value = given[name];
  return typeof value === "boolean" ? value : null;
}
