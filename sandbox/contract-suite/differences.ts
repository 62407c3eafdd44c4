import { isJsonObject } from "../contracts/schema-compiler.ts";
import type { Expected } from "./contract-case.ts";

/** Where `actual` is not as expected: one line each, with the path from `at` down. */
export function differences(expected: Expected, actual: unknown, at: string): string[] {
  if (expected instanceof RegExp) {
    const fits = typeof actual === "string" && expected.test(actual);
    return fits ? [] : [`${at}: expected ${String(expected)}, got ${shown(actual)}`];
  }
  if (typeof expected !== "object" || expected === null) {
    return expected === actual ? [] : [`${at}: expected ${shown(expected)}, got ${shown(actual)}`];
  }
  if (isList(expected)) {
    if (!Array.isArray(actual)) return [`${at}: expected a list, got ${shown(actual)}`];
    return expected.flatMap((item, index) => differences(item, actual[index], `${at}[${index}]`));
  }
  if (!isJsonObject(actual)) return [`${at}: expected an object, got ${shown(actual)}`];
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, actual[name], `${at}.${name}`),
  );
}

function isList(expected: Expected): expected is readonly Expected[] {
  return Array.isArray(expected);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
