import { describe, expect, it } from "vitest";
import { periodLimits } from "./period-limits.ts";

type Limited = Parameters<typeof periodLimits>[0];
const check = (id: string, state: Limited["checklist"][number]["state"]) => {
  return { id, title: id, state, text: "so", href: null };
};
const period = (change: Partial<Limited>): Limited => {
  return {
    state: "open",
    isNext: true,
    checklist: [check("over", "done")],
    request: null,
    ...change,
  };
};
const request = (state: "pending_approval" | "held") => ({ id: "c", kind: "period_close", state });

describe("what may be done with a month", () => {
  it.each<[string, Limited, string[]]>([
    ["the next one that is over", period({}), ["lock"]],
    ["a later one", period({ isNext: false }), []],
    ["the one that runs", period({ checklist: [check("over", "blocks")] }), []],
    ["a locked one", period({ state: "locked" }), ["unlock", "close"]],
    [
      "a locked one with something open",
      period({ state: "locked", checklist: [check("over", "done"), check("run", "blocks")] }),
      ["unlock"],
    ],
    [
      "a locked one with something listed",
      period({ state: "locked", checklist: [check("over", "done"), check("bank", "listed")] }),
      ["unlock", "close"],
    ],
    [
      "one that waits for a signature",
      period({ state: "locked", request: request("pending_approval") }),
      ["unlock"],
    ],
    ["one that is signed", period({ state: "locked", request: request("held") }), []],
    ["a closed one", period({ state: "closed" }), []],
  ])("%s", (_name, given, expected) => {
    const limits = Object.entries(periodLimits(given));
    expect(limits.flatMap(([name, why]) => (why === undefined ? [name] : []))).toEqual(expected);
  });
});
