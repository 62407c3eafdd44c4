/** What Stripe asks for one method and country in one currency: a share in basis points and a fixed part in minor units. */
export interface FeePlan {
  readonly currency: string;
  readonly method: string;
  /** The country of the card's issuer; empty where the method has none. */
  readonly country: string;
  readonly basisPoints: bigint;
  readonly fixed: bigint;
}

const WHOLE = 10_000n;

/** The fee of an amount by a plan, in minor units; the share is rounded half up, as Stripe's price lists round it. */
export function feeOf({ basisPoints, fixed }: FeePlan, amount: bigint): bigint {
  return (amount * basisPoints * 2n + WHOLE) / (WHOLE * 2n) + fixed;
}

/** The plan of a method and country in a currency. */
export function planFor(
  plans: readonly FeePlan[],
  { currency, method, country }: Pick<FeePlan, "currency" | "method" | "country">,
): FeePlan | undefined {
  return plans.find(
    (plan) => plan.currency === currency && plan.method === method && plan.country === country,
  );
}
