import { describe, expect, it } from "vitest";
import { money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { PLAIN_REFUND } from "#tests/support/override-facts.ts";
import { decideOverride } from "./override.policy.ts";
import { named } from "./policy-in-force.ts";
import { shippedPolicy } from "./shipped-policy.ts";

const shipped = named(1, shippedPolicy);
const eur = (amount: bigint) => money(amount, "eur");

const judge = (facts: Partial<OverrideFacts>) => {
  const { kind, reasons, approvals, approverRoles } = decideOverride(shipped, {
    ...PLAIN_REFUND,
    ...facts,
  });
  return [kind, reasons.map(({ rule }) => rule), approvals, approverRoles];
};
const moved = (person: bigint, rest: Partial<OverrideFacts["moved"]> = {}) => ({
  moved: { ...PLAIN_REFUND.moved, person: { day: person, month: person }, ...rest },
});
const sum = (day: bigint, month = day) => ({ day, month });

const WITHIN = ["allow", ["refund.within-limits"], 0, []];
const finance = (...rules: string[]) => ["approval", rules, 1, ["finance"]];
const manager = (...rules: string[]) => ["approval", rules, 1, ["manager"]];
const deny = (rule: string) => ["deny", [rule], 0, []];

describe("the shipped policy on refunds", () => {
  it.each<[string, Partial<OverrideFacts>, unknown]>([
    ["support within limits", {}, WITHIN],
    ["support at the limit", { amountBase: eur(10_000n) }, WITHIN],
    ["support a cent above", { amountBase: eur(10_001n) }, finance("refund.single-limit")],
    ["support at the rolling limit", moved(45_000n), WITHIN],
    ["support a cent above it", moved(45_001n), finance("refund.person-24h")],
    [
      "support above the limit of 30 days",
      { moved: { ...PLAIN_REFUND.moved, person: sum(0n, 495_001n) } },
      finance("refund.person-30d"),
    ],
    ["support's 100th in a day", moved(0n, { personCount: 99 }), WITHIN],
    ["support's 101st", moved(0n, { personCount: 100 }), finance("refund.person-count")],
    ["finance at the limit", { role: "finance", amountBase: eur(100_000n) }, WITHIN],
    [
      "finance above it",
      { role: "finance", amountBase: eur(100_001n) },
      manager("refund.single-limit", "refund.signer-limit"),
    ],
    [
      "support above finance's limit",
      { amountBase: eur(100_001n) },
      manager("refund.single-limit", "refund.person-24h", "refund.signer-limit"),
    ],
    [
      "finance past the rolling limit",
      { role: "finance", ...moved(1_000_000n) },
      manager("refund.person-24h", "refund.signer-24h"),
    ],
    [
      "a customer who received too much in a day",
      moved(0n, { customer: sum(245_001n) }),
      manager("refund.customer-24h"),
    ],
    [
      "a card that received too much in 30 days",
      moved(0n, { card: sum(0n, 995_001n) }),
      manager("refund.card-30d"),
    ],
    ["all of support together", moved(0n, { role: sum(2_495_001n) }), manager("refund.role-24h")],
    ["no rate", { amountBase: null }, manager("refund.no-rate")],
    ["fraudulent", { fraudulent: true }, finance("refund.fraudulent")],
    ["90 days old", { ageDays: 90 }, WITHIN],
    ["91 days old", { ageDays: 91 }, finance("refund.age")],
    ["disputed", { disputed: true }, finance("refund.disputed")],
    ["second in a day", { earlier24h: 1 }, finance("refund.second-in-24h")],
    ["a row of a bulk", { bulkRows: 7 }, manager("refund.bulk")],
    ["what is no longer so", { stale: "It is gone." }, deny("refund.stale")],
    ["manager", { role: "manager" }, deny("refund.permission")],
    ["admin", { role: "admin" }, deny("refund.permission")],
    ["auditor", { role: "auditor" }, deny("refund.permission")],
    [
      "limit in yen, which has no minor unit",
      { baseCurrency: money(0n, "jpy").currency, amountBase: money(101n, "jpy") },
      finance("refund.single-limit"),
    ],
    [
      "limit in dinar, which has three digits",
      { baseCurrency: money(0n, "kwd").currency, amountBase: money(100_000n, "kwd") },
      WITHIN,
    ],
  ])("%s", (_name, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });

  it("says in words what is above which limit", () => {
    const { reasons } = decideOverride(shipped, {
      ...PLAIN_REFUND,
      amountBase: eur(15_000n),
      ...moved(40_000n, { card: sum(240_000n) }),
    });
    expect(reasons.map(({ text }) => text)).toEqual([
      "150.00 EUR is above your limit of 100.00 EUR for one refund.",
      "With it you would have moved 550.00 EUR in 24 hours; your limit is 500.00 EUR.",
      "This card would have received 2550.00 EUR in 24 hours; the limit is 2500.00 EUR.",
    ]);
  });

  it("names the version it decided under", () => {
    expect(decideOverride({ ...shipped, version: "v2" }, PLAIN_REFUND).policyVersion).toBe("v2");
  });
});

const SECOND = "second-person";

describe("the shipped policy on the other kinds", () => {
  it.each<[string, Partial<OverrideFacts>, unknown]>([
    [
      "a retry by support",
      { kind: "payment_retry" },
      ["allow", ["payment_retry.within-limits"], 0, []],
    ],
    [
      "a default method by support",
      { kind: "payment_method_default", amountBase: eur(0n) },
      finance(`payment_method_default.${SECOND}`),
    ],
    [
      "a large capture by support",
      { kind: "payment_capture", amountBase: eur(10_001n) },
      finance("payment_capture.single-limit"),
    ],
    [
      "a capture by finance, whatever it is",
      { kind: "payment_capture", role: "finance", amountBase: eur(10_000_000n) },
      ["allow", ["payment_capture.within-limits"], 0, []],
    ],
    [
      "what was moved before, which a capture adds nothing to",
      { kind: "payment_capture", ...moved(49_000n) },
      ["allow", ["payment_capture.within-limits"], 0, []],
    ],
    [
      "a small credit by support",
      { kind: "customer_credit", amountBase: eur(100n) },
      finance(`customer_credit.${SECOND}`),
    ],
    [
      "an accepted dispute above finance's limit",
      { kind: "dispute_accept", role: "finance", amountBase: eur(100_001n) },
      manager(`dispute_accept.${SECOND}`, "dispute_accept.signer-limit"),
    ],
    [
      "an accepted dispute by support",
      { kind: "dispute_accept" },
      deny("dispute_accept.permission"),
    ],
    ["a bulk", { kind: "bulk", role: "finance", bulkRows: 3 }, manager(`bulk.${SECOND}`)],
    [
      "too large a bulk",
      { kind: "bulk", role: "finance", bulkRows: 5_001 },
      deny("bulk.bulk-rows"),
    ],
    [
      "a change of the policy's words",
      { kind: "policy_change", role: "manager", amountBase: eur(0n) },
      ["approval", [`policy_change.${SECOND}`], 1, ["admin"]],
    ],
    [
      "a change of its limits",
      { kind: "policy_change", role: "admin", amountBase: eur(0n), touchesLimits: true },
      [
        "approval",
        [`policy_change.${SECOND}`, "policy_change.money-limits"],
        2,
        ["admin", "manager"],
      ],
    ],
    [
      "the end of the kill switch",
      { kind: "kill_switch_off", role: "admin", amountBase: eur(0n) },
      ["approval", [`kill_switch_off.${SECOND}`], 1, ["finance", "manager"]],
    ],
    [
      "a write-off at its own limit",
      { kind: "ledger_write_off", role: "finance", amountBase: eur(10_000n) },
      finance(`ledger_write_off.${SECOND}`),
    ],
    [
      "a write-off a cent above",
      { kind: "ledger_write_off", role: "finance", amountBase: eur(10_001n) },
      manager(`ledger_write_off.${SECOND}`, "ledger_write_off.signer-limit"),
    ],
    [
      "an adjustment without a rate",
      { kind: "ledger_adjustment", role: "finance", amountBase: null },
      manager(`ledger_adjustment.${SECOND}`, "ledger_adjustment.no-rate"),
    ],
    [
      "a month with nothing open",
      { kind: "period_close", role: "finance", amountBase: eur(0n) },
      finance(`period_close.${SECOND}`),
    ],
    [
      "a month with something listed",
      { kind: "period_close", role: "finance", exceptions: ["2 breaks are open."] },
      manager(`period_close.${SECOND}`, "period_close.exceptions"),
    ],
    [
      "an adjustment by a manager",
      { kind: "ledger_adjustment", role: "manager" },
      deny("ledger_adjustment.permission"),
    ],
  ])("%s", (_name, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });
});
