import { describe, expect, test } from "vitest";
import type { CommandEffect, CommandScope, CommandSpec } from "./command-spec.ts";
import { allCommands } from "./registry.ts";

const MODIFIER = /(\$mod|Control|Meta|Alt)\+/;

/** Bindings that are live together: a screen's own, those of its list, of a toast and the global ones. */
const ALWAYS_LIVE: readonly CommandScope[] = ["global", "list", "toast"];

function clashes(commands: readonly (readonly [string, CommandSpec])[]): string[] {
  const found: string[] = [];
  for (const [id, spec] of commands) {
    for (const [otherId, other] of commands) {
      const together =
        spec.scope === other.scope ||
        ALWAYS_LIVE.includes(spec.scope) ||
        ALWAYS_LIVE.includes(other.scope);
      if (id >= otherId || !together) continue;
      found.push(
        ...spec.keys
          .filter((key) => other.keys.includes(key))
          .map((key) => `${key}: ${id}, ${otherId}`),
      );
      found.push(
        ...spec.keys
          .filter((key) => other.keys.some((longer) => longer.startsWith(`${key} `)))
          .map((key) => `${key} starts a sequence of ${otherId}`),
      );
    }
  }
  return found;
}

function singleKeyCommits(commands: readonly (readonly [string, CommandSpec])[]): string[] {
  return commands
    .filter(
      ([, spec]) => spec.effect === "commits-money" && spec.keys.some((key) => !MODIFIER.test(key)),
    )
    .map(([id]) => id);
}

const sample = (effect: CommandEffect, keys: readonly string[]): CommandSpec => ({
  title: "Sample",
  keywords: [],
  keys,
  scope: "payment",
  permission: null,
  effect,
});

describe("the command registry", () => {
  test("binds no key twice where both bindings are live", () => {
    expect(clashes(allCommands())).toEqual([]);
  });

  test("commits money on no single key", () => {
    expect(singleKeyCommits(allCommands())).toEqual([]);
  });

  test("asks a permission for all that touches money or work", () => {
    const open = allCommands().filter(
      ([, spec]) =>
        spec.permission === null &&
        (spec.effect === "opens-sheet" || spec.effect === "commits-money"),
    );
    expect(open.map(([id]) => id)).toEqual([]);
  });

  test("marks what opens a form with an ellipsis", () => {
    const plain = allCommands().filter(
      ([, spec]) => spec.effect === "opens-sheet" && !spec.title.endsWith("…"),
    );
    expect(plain.map(([id]) => id)).toEqual([]);
  });
});

describe("the rules themselves", () => {
  test("see a key that is bound twice", () => {
    const twice = [
      ["a", sample("view", ["x"])],
      ["b", sample("view", ["x"])],
    ] as const;
    expect(clashes(twice)).toEqual(["x: a, b"]);
  });

  test("see a single key that commits money, and let the chord pass", () => {
    expect(singleKeyCommits([["pay", sample("commits-money", ["r"])]])).toEqual(["pay"]);
    expect(singleKeyCommits([["pay", sample("commits-money", ["$mod+Enter"])]])).toEqual([]);
  });
});
