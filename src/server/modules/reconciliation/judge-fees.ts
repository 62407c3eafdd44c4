import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { BreakFinding } from "../ledger/index.ts";
import { conversionItems, standingItems } from "./clearing-items.repo.ts";
import type { FeePlan } from "./fee-plan.ts";
import { type JudgedFees, judgeFees } from "./fee-plans.repo.ts";
import { dueBefore } from "./grace-periods.ts";
import type { BrokenItem, LevelResult, Tally } from "./level-result.ts";
import { tallyItems } from "./tally.repo.ts";

/**
 * R6: what Stripe charged in the last week is what it charged in the quarter before, and what must clear has cleared. A
 * method whose fees follow no plan that we could learn is expected, not judged.
 */
export async function judgeFeesAndClearing(
  tx: Transaction,
  scope: AccountScope,
  { asOf, plans }: { readonly asOf: Date; readonly plans: readonly FeePlan[] },
): Promise<LevelResult> {
  const graces = {
    suspense: dueBefore(asOf, "suspense"),
    clearing: dueBefore(asOf, "clearing"),
    transit: dueBefore(asOf, "transit"),
    reserve: dueBefore(asOf, "reserve"),
  };
  const fees = await judgeFees(tx, scope, asOf, plans);
  const results = [
    await tallyItems(tx, standingItems(scope, graces)),
    await tallyItems(tx, conversionItems(scope, graces)),
  ];
  return {
    level: "R6",
    tallies: [
      ...fees.filter(({ off }) => off === 0n).map(feeTally),
      ...results.flatMap((r) => r.tallies),
    ],
    broken: [
      ...fees.filter(({ off }) => off > 0n).map((judged) => driftOf(judged, plans)),
      ...results.flatMap(({ broken }) => broken),
    ],
    complete: results.every(({ complete }) => complete),
  };
}

function feeTally({ currency, planned, fees }: JudgedFees): Tally {
  const judged = planned > 0n;
  return { currency, matched: judged ? 1n : 0n, expected: judged ? 0n : 1n, value: fees };
}

function driftOf(judged: JudgedFees, plans: readonly FeePlan[]): BrokenItem {
  const { currency, method, fees, off, excess, fromDay, toDay, countries } = judged;
  const agreed = plans.filter(
    (plan) =>
      plan.currency === currency &&
      plan.method === method &&
      (countries ?? "").split(", ").includes(plan.country),
  );
  const day = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? "";
  const found: BreakFinding = {
    type: "FEE_DRIFT",
    fingerprint: `FEE_DRIFT:${currency}:${method}`,
    objectType: "fee_plan",
    objectId: `${currency}.${method}`,
    currency,
    amount: excess,
    expected: fees - excess,
    actual: fees,
    details: {
      charges: off.toString(),
      from: day(fromDay),
      to: day(toDay),
      ...(countries === null || countries === "" ? {} : { countries }),
      agreed: agreed
        .map(({ country, basisPoints, fixed }) => `${country} ${basisPoints} bp + ${fixed}`.trim())
        .join("; "),
    },
  };
  return { currency, value: fees, findings: [found] };
}
