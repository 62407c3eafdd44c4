import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import type { AskLevel, PolicyDocument } from "#core/contracts/policy-document.ts";
import { type OverrideKind, overrideKinds } from "#core/override-kinds.ts";
import { type Grant, grantOf, type Permission } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";
import { whatIsUnsound } from "#core/sound-policy.ts";
import { anyFacts } from "#tests/support/override-facts.ts";
import { decideOverride } from "./override.policy.ts";
import { named, readDocument } from "./policy-in-force.ts";
import { shippedPolicy } from "./shipped-policy.ts";
import { readFacts, writeFacts } from "./stored-facts.ts";

const { kinds, limits } = shippedPolicy;
const withKind = (kind: keyof typeof kinds, change: object): PolicyDocument => ({
  ...shippedPolicy,
  kinds: { ...kinds, [kind]: { ...kinds[kind], ...change } },
});

/** What one must hold to ask for each kind; a kind whose procedures are not there yet has none. */
const PERMISSION_OF: Partial<Record<OverrideKind, Permission>> = {
  refund: "refund:request",
  refund_cancel: "refund:request",
  payment_retry: "payment:retry",
  payment_method_link: "payment-method:send-link",
  payment_method_default: "payment-method:set-default",
  payment_capture: "payment:capture",
  payment_cancel: "payment:capture",
  review_approve: "radar-review:decide",
  subscription_pause: "subscription:change",
  subscription_resume: "subscription:change",
  subscription_cancel: "subscription:change",
  customer_credit: "customer:credit",
  dispute_submit: "dispute:answer",
  dispute_accept: "dispute:answer",
  policy_change: "policy:change",
  ledger_adjustment: "books:change",
  ledger_write_off: "books:change",
  bank_match: "books:change",
  journal_reversal: "books:change",
  period_close: "books:change",
};
/** The grants that a level of the policy is within. */
const GRANTS: Record<AskLevel, Grant[]> = {
  alone: ["allowed"],
  limits: ["allowed", "limited"],
  approval: ["allowed", "limited", "request"],
};

describe("the policy document", () => {
  it("is the same after it was stored, and has rules for every kind", () => {
    expect(readDocument(canonicalJson(shippedPolicy))).toEqual(shippedPolicy);
    expect(Object.keys(kinds).toSorted()).toEqual([...overrideKinds].toSorted());
  });

  it("is named by its number and its hash", () => {
    const first = named(1, shippedPolicy);
    expect(first.version).toMatch(/^1-[0-9a-f]{8}$/);
    expect(first.sha256.startsWith(first.version.slice(2))).toBe(true);
    expect(named(1, withKind("refund", { asksAnother: [] })).sha256).not.toBe(first.sha256);
  });

  it("lets no role go further than the table of permissions", () => {
    for (const kind of overrideKinds) {
      const permission = PERMISSION_OF[kind];
      if (permission === undefined) continue;
      for (const [role, level] of Object.entries(kinds[kind]?.ask ?? {})) {
        const grant = grantOf(role as Role, permission);
        expect([kind, role, GRANTS[level]]).toEqual([
          kind,
          role,
          expect.arrayContaining<Grant | null>([grant]),
        ]);
      }
    }
  });

  it.each<[string, unknown, string]>([
    [
      "a number where whole units belong",
      { ...shippedPolicy, customer: { day: 5, month: null } },
      "day",
    ],
    ["cents", { ...shippedPolicy, customer: { day: "5.50", month: null } }, "day"],
    [
      "a kind that nobody knows",
      { ...shippedPolicy, kinds: { ...kinds, gift: kinds.refund } },
      "gift",
    ],
    ["a word that nobody knows", { ...shippedPolicy, bonus: true }, "bonus"],
    ["nobody who signs", withKind("refund", { signers: { count: 1, roles: [] } }), "roles"],
  ])("is none with %s", (_name, document, what) => {
    expect(() => readDocument(JSON.stringify(document))).toThrow(what);
  });
});

describe("what a policy may not say", () => {
  it("is nothing that the shipped one says", () => {
    expect(whatIsUnsound(shippedPolicy)).toEqual([]);
  });

  it.each<[string, PolicyDocument, string]>([
    [
      "a limit that falls",
      { ...shippedPolicy, customer: { day: "100", month: "50" } },
      "The limits of a customer must not fall from one to 24 hours to 30 days.",
    ],
    [
      "a limit of one above that of a day",
      {
        ...shippedPolicy,
        limits: { ...limits, finance: { ...shippedLimit(), each: "10001" } },
      },
      "The limits of finance must not fall from one to 24 hours to 30 days.",
    ],
    [
      "a time zone that is none",
      {
        ...shippedPolicy,
        circumstances: {
          ...shippedPolicy.circumstances,
          quietHours: { zone: "Nowhere/Land", from: 22, to: 6 },
        },
      },
      "Nowhere/Land is not a time zone.",
    ],
    [
      "a kind without rules",
      { ...shippedPolicy, kinds: withoutBulk() },
      "No rules: bulk override.",
    ],
    [
      "the books by one person",
      withKind("ledger_adjustment", { ask: { finance: "alone" } }),
      "It must always need another person: ledger adjustment.",
    ],
    [
      "refunds without limits",
      withKind("refund", { ask: { support: "alone" } }),
      "It pays money out, so a role may do it within limits or ask: refund.",
    ],
    [
      "limits that are none",
      withKind("refund", { ask: { manager: "limits" } }),
      "The role manager has no limits to do it within: refund.",
    ],
    [
      "less above the limit than below",
      withKind("refund", { signers: { count: 2, roles: ["finance"] } }),
      "Above the limit not fewer people may suffice: refund.",
    ],
    [
      "signers who sign nothing",
      withKind("refund", { signers: { count: 1, roles: ["support"] } }),
      "The role support signs nothing: refund.",
    ],
    [
      "an admin who signs for money",
      withKind("refund", { lastResort: { count: 1, roles: ["admin"] } }),
      "An admin has no power over money: refund.",
    ],
    [
      "more roles than signers",
      withKind("bulk", { lastResort: { count: 2, roles: ["finance", "manager", "admin"] } }),
      "More roles must sign than people: bulk override.",
    ],
    [
      "a policy that one role can change",
      withKind("policy_change", { lastResort: { count: 2, roles: ["admin"] } }),
      "A change of the policy is signed by an admin or a manager, and of limits by one of each.",
    ],
  ])("%s", (_name, document, sentence) => {
    expect(whatIsUnsound(document)).toContain(sentence);
  });
});

function withoutBulk(): PolicyDocument["kinds"] {
  const rest = { ...kinds };
  delete rest.bulk;
  return rest;
}

function shippedLimit() {
  const { finance } = limits;
  if (!finance) throw new Error("finance has no limits");
  return finance;
}

describe("the facts of a decision", () => {
  it("say the same after they were kept with the command", () => {
    const policy = named(1, shippedPolicy);
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const stored: unknown = JSON.parse(JSON.stringify(writeFacts(facts)));
        const read = readFacts(stored as Record<string, unknown>);
        expect(read).toEqual(facts);
        expect(read && decideOverride(policy, read)).toEqual(decideOverride(policy, facts));
      }),
    );
  });

  it("are none in the form of before", () => {
    expect(readFacts({ role: "support", amountBase: "100", movedBase: "0" })).toBeNull();
  });
});
