import type { MissingTransaction } from "../ledger/index.ts";
import { type FeePlan, feeOf } from "./fee-plan.ts";

/** Between which amounts, in minor units, the net of a transaction lies that nobody shows us. */
export interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

/** Rounding, and a plan that is learnt. */
const PLAN_TOLERANCE = 2n;
/** Without a plan: no fee is above a tenth of the amount and one major unit. Our own choice. */
const UNKNOWN_FEE_SHARE = 10n;
const UNKNOWN_FEE_FIXED = 100n;
/** What Stripe asks for a dispute at most, in minor units. Our own choice. */
const DISPUTE_FEE = 3_000n;

/** What a missing transaction can have brought: the object's amount less a fee, known by its plan where one is. */
export function boundsOf(
  { objectType, amount }: Pick<MissingTransaction, "objectType" | "amount">,
  plan: FeePlan | undefined,
): Bounds {
  if (objectType === "dispute") return { low: amount - DISPUTE_FEE, high: amount + DISPUTE_FEE };
  if (objectType !== "charge") return { low: amount, high: amount };
  if (plan === undefined)
    return { low: amount - amount / UNKNOWN_FEE_SHARE - UNKNOWN_FEE_FIXED, high: amount };
  const net = amount - feeOf(plan, amount);
  return { low: net - PLAN_TOLERANCE, high: net + PLAN_TOLERANCE };
}

/** Whether what lacks is one of what is missing, or all of it together. */
export function explains(missing: readonly Bounds[], lacking: bigint): boolean {
  return (
    missing.length > 0 &&
    [...missing, sumBounds(missing)].some(({ low, high }) => lacking >= low && lacking <= high)
  );
}

function sumBounds(all: readonly Bounds[]): Bounds {
  return all.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), {
    low: 0n,
    high: 0n,
  });
}
