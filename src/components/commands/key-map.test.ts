import { describe, expect, test } from "vitest";
import type { BoundCommand } from "./command-store.ts";
import { keyMap } from "./key-map.ts";

const bind = (id: BoundCommand["id"]): BoundCommand => ({ id, run: () => undefined });

describe("the keys of the console", () => {
  test("run what is bound when they are pressed, not when listening began", () => {
    let bound: readonly BoundCommand[] = [];
    const pressed: (string | undefined)[] = [];
    const map = keyMap<null>(
      () => bound,
      (_event, _keys, command) => pressed.push(command?.id),
    );
    map["g q"]?.(null);
    bound = [bind("go.queue"), bind("go.payments")];
    map["g q"]?.(null);
    map["g p"]?.(null);
    bound = [];
    map["g q"]?.(null);
    expect(pressed).toEqual([undefined, "go.queue", "go.payments", undefined]);
  });

  test("put sequences before single letters, which would run on their last one", () => {
    const order = Object.keys(
      keyMap(
        () => [],
        () => undefined,
      ),
    );
    const lastSequence = order.findLastIndex((keys) => keys.includes(" "));
    const firstLetter = order.findIndex((keys) => /^[a-z]$/.test(keys));
    expect(lastSequence).toBeGreaterThan(-1);
    expect(firstLetter).toBeGreaterThan(lastSequence);
  });
});
