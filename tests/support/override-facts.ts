import * as fc from "fast-check";
import { currency } from "#core/currency.ts";
import { money } from "#core/money.ts";
import {
  type MovedSum,
  NOTHING_MOVED,
  type OverrideFacts,
  UNREMARKABLE,
} from "#core/override-facts.ts";
import { overrideKinds } from "#core/override-kinds.ts";
import { ROLES } from "#core/roles.ts";

/** A refund of 50.00 EUR by support with nothing remarkable about it. */
export const PLAIN_REFUND: OverrideFacts = {
  ...UNREMARKABLE,
  kind: "refund",
  role: "support",
  baseCurrency: currency("eur"),
  amountBase: money(5_000n, "eur"),
  at: new Date("2026-11-20T12:00:00Z"),
  ageDays: 3,
  moved: { ...NOTHING_MOVED, customer: { day: 0n, month: 0n }, card: { day: 0n, month: 0n } },
};

const sum: fc.Arbitrary<MovedSum> = fc
  .tuple(fc.bigInt(0n, 20_000_000n), fc.bigInt(0n, 20_000_000n))
  .map(([day, more]) => ({ day, month: day + more }));

/** Any facts there can be about an override in euro. */
export const anyFacts: fc.Arbitrary<OverrideFacts> = fc.record({
  kind: fc.constantFrom(...overrideKinds),
  role: fc.constantFrom(...ROLES),
  baseCurrency: fc.constant(currency("eur")),
  amountBase: fc.option(fc.bigInt(0n, 10_000_000n).map((amount) => money(amount, "eur"))),
  at: fc
    .integer({ min: 0, max: 48 })
    .map((hours) => new Date(Date.UTC(2026, 10, 20) + hours * 3_600_000)),
  moved: fc.record({
    person: sum,
    personCount: fc.nat(200),
    role: sum,
    customer: fc.option(sum),
    card: fc.option(sum),
  }),
  ageDays: fc.option(fc.nat(400)),
  disputed: fc.boolean(),
  fraudWarning: fc.boolean(),
  fraudulent: fc.boolean(),
  balanceSuffices: fc.option(fc.boolean()),
  riskLevel: fc.option(fc.constantFrom("normal", "elevated", "highest", "not_assessed")),
  earlier24h: fc.nat(3),
  bulkRows: fc.nat(6_000),
  exceptions: fc.array(fc.constant("A break is open."), { maxLength: 2 }),
  touchesLimits: fc.boolean(),
  stale: fc.option(fc.constant("It is gone."), { freq: 4 }),
});
