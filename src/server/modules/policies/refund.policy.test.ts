import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "#core/money.ts";
import { ROLES } from "#core/roles.ts";
import { decideRefund, type RefundFacts } from "./refund.policy.ts";
import { refundPolicyFile } from "./refund-policy-file.ts";

const plain: RefundFacts = {
  role: "support",
  fraudulent: false,
  amountBase: money(5_000n, "eur"),
  movedBase: money(0n, "eur"),
  paymentAgeDays: 3,
  disputed: false,
  earlierRefunds24h: 0,
};

const judge = (facts: Partial<RefundFacts>) => {
  const { kind, reasons, approverRoles } = decideRefund(refundPolicyFile, { ...plain, ...facts });
  return [kind, reasons.map(({ rule }) => rule), approverRoles];
};

describe("the refund policy", () => {
  it.each<[string, Partial<RefundFacts>, ReturnType<typeof judge>]>([
    ["support within limits", {}, ["allow", ["refund.within-limits"], []]],
    [
      "support at the limit",
      { amountBase: money(10_000n, "eur") },
      ["allow", ["refund.within-limits"], []],
    ],
    [
      "support a cent above",
      { amountBase: money(10_001n, "eur") },
      ["approval", ["refund.single-limit"], ["finance"]],
    ],
    [
      "support at the rolling limit",
      { movedBase: money(45_000n, "eur") },
      ["allow", ["refund.within-limits"], []],
    ],
    [
      "support a cent above it",
      { movedBase: money(45_001n, "eur") },
      ["approval", ["refund.rolling-limit"], ["finance"]],
    ],
    [
      "finance at the limit",
      { role: "finance", amountBase: money(100_000n, "eur") },
      ["allow", ["refund.within-limits"], []],
    ],
    [
      "finance above it",
      { role: "finance", amountBase: money(100_001n, "eur") },
      ["approval", ["refund.single-limit"], ["manager"]],
    ],
    [
      "support above finance's limit",
      { amountBase: money(100_001n, "eur") },
      ["approval", ["refund.single-limit", "refund.rolling-limit"], ["manager"]],
    ],
    [
      "finance past the rolling limit",
      { role: "finance", movedBase: money(1_000_000n, "eur") },
      ["approval", ["refund.rolling-limit"], ["manager"]],
    ],
    ["no rate", { amountBase: null }, ["approval", ["refund.no-rate"], ["manager"]]],
    ["fraudulent", { fraudulent: true }, ["approval", ["refund.fraudulent"], ["finance"]]],
    ["90 days old", { paymentAgeDays: 90 }, ["allow", ["refund.within-limits"], []]],
    ["91 days old", { paymentAgeDays: 91 }, ["approval", ["refund.age"], ["finance"]]],
    ["disputed", { disputed: true }, ["approval", ["refund.disputed"], ["finance"]]],
    [
      "second in a day",
      { earlierRefunds24h: 1 },
      ["approval", ["refund.second-in-24h"], ["finance"]],
    ],
    ["manager", { role: "manager" }, ["deny", ["refund.permission"], []]],
    ["admin", { role: "admin" }, ["deny", ["refund.permission"], []]],
    ["auditor", { role: "auditor" }, ["deny", ["refund.permission"], []]],
    [
      "limit in yen, which has no minor unit",
      { amountBase: money(101n, "jpy"), movedBase: money(0n, "jpy") },
      ["approval", ["refund.single-limit"], ["finance"]],
    ],
    [
      "limit in dinar, which has three digits",
      { amountBase: money(100_000n, "kwd"), movedBase: money(0n, "kwd") },
      ["allow", ["refund.within-limits"], []],
    ],
  ])("%s", (_name, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });

  it("says in words what is above which limit", () => {
    const { reasons } = decideRefund(refundPolicyFile, {
      ...plain,
      amountBase: money(15_000n, "eur"),
    });
    expect(reasons.map(({ text }) => text)).toEqual([
      "150.00 EUR is above your limit of 100.00 EUR for one refund.",
    ]);
  });

  it("has a new version for new figures", () => {
    const { version, ...figures } = refundPolicyFile;
    expect([version, figures]).toEqual([
      "2026-11-20",
      {
        limits: {
          support: { eachMajor: 100n, rollingMajor: 500n },
          finance: { eachMajor: 1_000n, rollingMajor: 10_000n },
        },
        approver: "finance",
        lastResort: "manager",
        maxAgeDays: 90,
      },
    ]);
  });

  it("names the version it decided under", () => {
    expect(decideRefund({ ...refundPolicyFile, version: "v2" }, plain).policyVersion).toBe("v2");
  });
});

const facts = fc.record({
  role: fc.constantFrom(...ROLES),
  fraudulent: fc.boolean(),
  amountBase: fc.option(fc.bigInt(1n, 10_000_000n).map((amount) => money(amount, "eur"))),
  movedBase: fc.bigInt(0n, 10_000_000n).map((amount) => money(amount, "eur")),
  paymentAgeDays: fc.nat(400),
  disputed: fc.boolean(),
  earlierRefunds24h: fc.nat(3),
});
const SEVERITY = { allow: 0, approval: 1, deny: 2 };
const APPROVER = { finance: 0, manager: 1, support: -1, admin: -1, auditor: -1 };

describe("the refund policy, whatever the facts", () => {
  it("never lets a person alone pass either limit", () => {
    fc.assert(
      fc.property(facts, (some) => {
        if (decideRefund(refundPolicyFile, some).kind !== "allow") return;
        const limit = refundPolicyFile.limits[some.role];
        expect(limit).toBeDefined();
        expect(some.amountBase).not.toBeNull();
        const amount = some.amountBase?.amountMinor ?? 0n;
        expect(amount <= (limit?.eachMajor ?? 0n) * 100n).toBe(true);
        expect(amount + some.movedBase.amountMinor <= (limit?.rollingMajor ?? 0n) * 100n).toBe(
          true,
        );
      }),
    );
  });

  it("never becomes milder when the amount, the sum before, the age or the circumstances grow", () => {
    fc.assert(
      fc.property(
        facts,
        fc.bigInt(0n, 1_000_000n),
        fc.nat(100),
        fc.boolean(),
        (some, more, days, disputed) => {
          const before = decideRefund(refundPolicyFile, some);
          const after = decideRefund(refundPolicyFile, {
            ...some,
            amountBase: some.amountBase && money(some.amountBase.amountMinor + more, "eur"),
            movedBase: money(some.movedBase.amountMinor + more, "eur"),
            paymentAgeDays: some.paymentAgeDays + days,
            disputed: some.disputed || disputed,
          });
          expect(SEVERITY[after.kind]).toBeGreaterThanOrEqual(SEVERITY[before.kind]);
          const [first, then] = [before.approverRoles[0], after.approverRoles[0]];
          if (first && then) expect(APPROVER[then]).toBeGreaterThanOrEqual(APPROVER[first]);
        },
      ),
    );
  });

  it("gives a reason always, and an approver exactly when it asks for one", () => {
    fc.assert(
      fc.property(facts, (some) => {
        const verdict = decideRefund(refundPolicyFile, some);
        expect(verdict.reasons.length).toBeGreaterThan(0);
        expect(verdict.approverRoles.length > 0).toBe(verdict.kind === "approval");
      }),
    );
  });

  it("always asks another person for a refund as fraudulent", () => {
    fc.assert(
      fc.property(
        facts,
        (some) => decideRefund(refundPolicyFile, { ...some, fraudulent: true }).kind !== "allow",
      ),
    );
  });
});
