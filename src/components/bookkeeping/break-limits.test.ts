import { describe, expect, it } from "vitest";
import { limitsOf } from "./break-limits.ts";

const money = { amountMinor: 900n, currency: "eur" };
const stands = {
  instead: null,
  writeOff: { amount: money, account: "X.suspense", label: "Suspense" },
};

describe("what may be done with a break", () => {
  it.each<[string, Parameters<typeof limitsOf>, (string | boolean)[]]>([
    ["an open one with an amount", [{ state: "open" }, stands], []],
    [
      "one that is resolved",
      [{ state: "resolved" }, stands],
      ["work", "note", "propose", "writeOff"],
    ],
    ["one with a proposal", [{ state: "proposed" }, stands], ["work", "propose", "writeOff"]],
    ["one whose change was posted", [{ state: "approved" }, stands], []],
    [
      "what only Stripe can correct",
      [{ state: "open" }, { instead: "Ask Stripe.", writeOff: null }],
      ["propose", "writeOff"],
    ],
    ["several amounts", [{ state: "open" }, { instead: null, writeOff: null }], ["writeOff"]],
    ["while the books load", [{ state: "open" }, undefined], ["propose", "writeOff"]],
  ])("%s", (_name, [found, help], expected) => {
    const limits = Object.entries(limitsOf(found, help));
    expect(limits.flatMap(([name, why]) => (why === undefined ? [] : [name]))).toEqual(expected);
  });

  it("says what to do instead", () => {
    expect(limitsOf({ state: "open" }, { instead: "Ask Stripe.", writeOff: null }).propose).toBe(
      "Ask Stripe.",
    );
  });
});
