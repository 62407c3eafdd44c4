import { describe, expect, it } from "vitest";
import { expiryOf, failedLastOf, usesOf } from "./customer-methods.policy.ts";
import type { ChargedNext, MethodRecord } from "./customer-methods.repo.ts";

const subscription = (methodId: string | null): ChargedNext => ({
  as: "subscription",
  id: "sub_1",
  methodId,
  subscriptionId: null,
});
const invoice = (methodId: string | null, subscriptionId: string | null): ChargedNext => ({
  as: "invoice",
  id: "in_1",
  methodId,
  subscriptionId,
});

describe("where a method is named", () => {
  it("is first on the subscription that names it, and the customer's default is not", () => {
    const charged = [subscription("pm_a")];
    expect(usesOf("pm_a", charged, "pm_b")).toEqual([
      { as: "subscription", id: "sub_1", first: true },
    ]);
    expect(usesOf("pm_b", charged, "pm_b")).toEqual([{ as: "customer", id: null, first: false }]);
  });

  it("falls to the customer's default where neither subscription nor invoice name one", () => {
    const first = [{ as: "customer", id: null, first: true }];
    expect(usesOf("pm_b", [subscription(null)], "pm_b")).toEqual(first);
    expect(usesOf("pm_b", [invoice(null, null)], "pm_b")).toEqual(first);
  });

  it("takes the subscription's method for its invoices before the customer's", () => {
    const charged = [subscription("pm_a"), invoice(null, "sub_1")];
    expect(usesOf("pm_b", charged, "pm_b")).toEqual([{ as: "customer", id: null, first: false }]);
  });

  it("takes the invoice's own before its subscription's", () => {
    const charged = [subscription("pm_a"), invoice("pm_c", "sub_1")];
    expect(usesOf("pm_c", charged, null)).toEqual([{ as: "invoice", id: "in_1", first: true }]);
  });

  it("is nowhere when nothing names it, and first for nothing when nothing is charged", () => {
    expect(usesOf("pm_x", [subscription("pm_a")], "pm_b")).toEqual([]);
    expect(usesOf("pm_b", [], "pm_b")).toEqual([{ as: "customer", id: null, first: false }]);
  });
});

describe("a card's expiry", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  it.each([
    [null, "none"],
    [{ month: 10, year: 2026 }, "expired"],
    [{ month: 12, year: 2025 }, "expired"],
    [{ month: 11, year: 2026 }, "soon"],
    [{ month: 12, year: 2026 }, "soon"],
    [{ month: 1, year: 2027 }, "fine"],
    [{ month: 4, year: 2031 }, "fine"],
  ] as const)("%j is %s", (expires, word) => {
    expect(expiryOf(expires, now)).toBe(word);
  });
});

describe("the method that failed last", () => {
  const tried = (id: string, day: number, failed: boolean): MethodRecord => ({
    id,
    type: "card",
    cardBrand: "visa",
    last4: "4242",
    cardCountry: "DE",
    cardExpMonth: 4,
    cardExpYear: 2031,
    onFileSince: null,
    triedAt: new Date(Date.UTC(2026, 10, day)),
    failed,
    declineCode: null,
    paymentId: null,
  });

  it("is the latest of those whose last attempt failed", () => {
    const methods = [tried("pm_a", 3, true), tried("pm_b", 5, true), tried("pm_c", 9, false)];
    expect(failedLastOf(methods)).toBe("pm_b");
    expect(failedLastOf([tried("pm_c", 9, false)])).toBeNull();
    expect(failedLastOf([{ ...tried("pm_d", 9, true), triedAt: null, failed: null }])).toBeNull();
  });
});
