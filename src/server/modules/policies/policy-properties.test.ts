import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Circumstance,
  circumstances,
  type PolicyDocument,
} from "#core/contracts/policy-document.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { isCounted, needsTwoAlways, overrideKinds } from "#core/override-kinds.ts";
import { anyFacts } from "#tests/support/override-facts.ts";
import { decideOverride } from "./override.policy.ts";
import { named } from "./policy-in-force.ts";
import { shippedPolicy } from "./shipped-policy.ts";

/** The shipped policy with everything remarkable watched, so that every rule can speak. */
function watching(all: readonly Circumstance[]): PolicyDocument {
  const kinds = { ...shippedPolicy.kinds };
  for (const kind of overrideKinds) {
    const rules = kinds[kind];
    if (rules) kinds[kind] = { ...rules, asksAnother: [...all] };
  }
  return {
    ...shippedPolicy,
    circumstances: {
      ...shippedPolicy.circumstances,
      quietHours: { zone: "Europe/Berlin", from: 22, to: 6 },
    },
    kinds,
  };
}
const policies = [named(1, shippedPolicy), named(2, watching(circumstances))];
const anyPolicy = fc.constantFrom(...policies);

const SEVERITY = { allow: 0, approval: 1, deny: 2 };
/** How much it takes: nobody, a finance reviewer, an admin, a manager, two. */
const weight = ({ kind, approvals, approverRoles }: VerdictDto): number =>
  SEVERITY[kind] * 100 + approvals * 10 + (approverRoles.includes("finance") ? 0 : 1);

const euro = (wholeUnits: string | null | undefined) => BigInt(wholeUnits ?? "0") * 100n;

/** What was moved before, and the most that it may be afterwards, in cents. */
function limitsOf(document: PolicyDocument, { role, moved }: OverrideFacts): [bigint, bigint][] {
  const own = document.limits[role];
  const sums = [
    [moved.person, own],
    [moved.role, own?.together],
    [moved.customer, document.customer],
    [moved.card, document.card],
  ] as const;
  const rolling = sums.flatMap(([before, most]): [bigint, bigint][] =>
    before === null
      ? []
      : [
          [before.day, euro(most?.day)],
          [before.month, euro(most?.month)],
        ],
  );
  return [[0n, euro(own?.each)], ...rolling];
}

describe("every policy, whatever the facts", () => {
  it("never lets a person alone pass a limit of theirs, of the customer, of the card or of the role", () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (policy, facts) => {
        if (!isCounted(facts.kind) || decideOverride(policy, facts).kind !== "allow") return;
        expect(facts.amountBase).not.toBeNull();
        const amount = facts.amountBase?.amountMinor ?? 0n;
        for (const [before, most] of limitsOf(policy.document, facts))
          expect(before + amount <= most).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never becomes milder when the amount, the sums, the age or the circumstances grow", () => {
    const more = fc.record({
      amount: fc.bigInt(0n, 1_000_000n),
      moved: fc.bigInt(0n, 1_000_000n),
      count: fc.nat(50),
      days: fc.nat(100),
      disputed: fc.boolean(),
      fraudWarning: fc.boolean(),
      earlier: fc.nat(2),
      rows: fc.nat(100),
      touchesLimits: fc.boolean(),
    });
    fc.assert(
      fc.property(anyPolicy, anyFacts, more, (policy, some, grown) => {
        const before = decideOverride(policy, some);
        const after = decideOverride(policy, grow(some, grown));
        expect(weight(after)).toBeGreaterThanOrEqual(weight(before));
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives a reason always, each rule once, and signers exactly when it asks for them", () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (policy, some) => {
        const { kind, reasons, approvals, approverRoles } = decideOverride(policy, some);
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.every(({ text }) => text.endsWith("."))).toBe(true);
        expect(new Set(reasons.map(({ rule }) => rule)).size).toBe(reasons.length);
        expect(approverRoles.length > 0).toBe(kind === "approval");
        expect(approvals > 0).toBe(kind === "approval");
      }),
    );
  });

  it("lets nobody change the books, the policy or many things at once alone", () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (policy, some) => {
        if (needsTwoAlways(some.kind)) expect(decideOverride(policy, some).kind).not.toBe("allow");
      }),
    );
  });

  it("always asks another person for a refund as fraudulent", () => {
    fc.assert(
      fc.property(anyPolicy, anyFacts, (policy, some) => {
        const verdict = decideOverride(policy, { ...some, kind: "refund", fraudulent: true });
        expect(verdict.kind).not.toBe("allow");
      }),
    );
  });

  it("denies what the document has no rules for", () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const empty = named(3, { ...shippedPolicy, kinds: {} });
        expect(decideOverride(empty, some).kind).toBe("deny");
      }),
    );
  });
});

function grow(
  some: OverrideFacts,
  by: {
    amount: bigint;
    moved: bigint;
    count: number;
    days: number;
    disputed: boolean;
    fraudWarning: boolean;
    earlier: number;
    rows: number;
    touchesLimits: boolean;
  },
): OverrideFacts {
  const sum = ({ day, month }: { day: bigint; month: bigint }) => {
    return { day: day + by.moved, month: month + by.moved };
  };
  const { moved } = some;
  return {
    ...some,
    amountBase: some.amountBase && money(some.amountBase.amountMinor + by.amount, "eur"),
    moved: {
      person: sum(moved.person),
      personCount: moved.personCount + by.count,
      role: sum(moved.role),
      customer: moved.customer && sum(moved.customer),
      card: moved.card && sum(moved.card),
    },
    ageDays: some.ageDays === null ? null : some.ageDays + by.days,
    disputed: some.disputed || by.disputed,
    fraudWarning: some.fraudWarning || by.fraudWarning,
    earlier24h: some.earlier24h + by.earlier,
    bulkRows: some.bulkRows + by.rows,
    touchesLimits: some.touchesLimits || by.touchesLimits,
  };
}
