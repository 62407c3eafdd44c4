import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { policyChanges, policyLines } from "#core/policy-lines.ts";
import { withSupportLimits } from "#tests/support/policy-documents.ts";
import { shippedPolicy } from "./shipped-policy.ts";

const { circumstances, kinds } = shippedPolicy;
const watching = (change: Partial<PolicyDocument["circumstances"]>): PolicyDocument => ({
  ...shippedPolicy,
  circumstances: { ...circumstances, ...change },
});
const refunds = (change: object): PolicyDocument => ({
  ...shippedPolicy,
  kinds: { ...kinds, refund: { ...kinds.refund, ...change } } as PolicyDocument["kinds"],
});
const changes = (after: PolicyDocument) => policyChanges(shippedPolicy, after, "eur");

describe("the rules in words", () => {
  it("name each rule once", () => {
    const keys = policyLines(shippedPolicy, "eur").map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(200);
  });

  it("tell a difference with both values", () => {
    expect(changes(withSupportLimits({ each: "150" }))).toEqual([
      {
        key: "limits.support.each",
        label: "support: one override alone",
        before: "100 EUR",
        after: "150 EUR",
        touchesLimits: true,
      },
    ]);
    expect(changes(shippedPolicy)).toEqual([]);
  });

  it.each<[string, PolicyDocument, boolean]>([
    ["a lower limit", withSupportLimits({ each: "50" }), true],
    ["who signs", refunds({ signers: { count: 2, roles: ["finance"] } }), true],
    ["who may ask", refunds({ ask: { finance: "limits" } }), true],
    ["one circumstance less", refunds({ asksAnother: ["fraudulent", "age"] }), true],
    [
      "one circumstance more",
      refunds({ asksAnother: [...(kinds.refund?.asksAnother ?? []), "risk"] }),
      false,
    ],
    ["something forbidden", refunds({ forbidden: ["fraud_warning"] }), false],
    ["an older charge", watching({ maxAgeDays: 120 }), true],
    ["a younger charge", watching({ maxAgeDays: 60 }), false],
    ["only the highest risk", watching({ riskFrom: "highest" }), true],
    ["quiet hours", watching({ quietHours: { zone: "UTC", from: 22, to: 6 } }), false],
    ["longer bulks", watching({ maxBulkRows: 5_001 }), true],
    ["shorter bulks", watching({ maxBulkRows: 10 }), false],
  ])("tell whether %s touches what may be moved", (_name, after, expected) => {
    const found = changes(after);
    expect(found).toHaveLength(1);
    expect(found[0]?.touchesLimits).toBe(expected);
  });

  it("tell a kind that gets rules for the first time", () => {
    const { bulk, ...rest } = kinds;
    const found = policyChanges({ ...shippedPolicy, kinds: rest }, shippedPolicy, "eur");
    expect(found.every(({ before, touchesLimits }) => before === "–" && touchesLimits)).toBe(true);
    expect(found).toHaveLength(bulk === undefined ? 0 : 12);
  });
});
