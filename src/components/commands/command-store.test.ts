import { describe, expect, test, vi } from "vitest";
import { createCommandStore } from "./command-store.ts";

describe("bound commands", () => {
  test("the newest layer wins and the one below returns", () => {
    const store = createCommandStore();
    const below = vi.fn();
    const above = vi.fn();
    store.bind("list", { "list.next": { run: below } });
    const leave = store.bind("list", { "list.next": { run: above } });
    store.bound()[0]?.run();
    leave();
    store.bound()[0]?.run();
    expect(above).toHaveBeenCalledTimes(1);
    expect(below).toHaveBeenCalledTimes(1);
  });

  test("a layer cannot bind a command of another scope", () => {
    const store = createCommandStore();
    store.bind("list", { "payment.refund": { run: () => undefined } });
    expect(store.bound()).toEqual([]);
  });

  test("listeners hear of each change and the list is stable in between", () => {
    const store = createCommandStore();
    const heard = vi.fn();
    store.subscribe(heard);
    const leave = store.bind("list", { "list.next": { run: () => undefined } });
    expect(store.bound()).toBe(store.bound());
    leave();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(store.bound()).toEqual([]);
  });
});
