import type { BalanceComparison, BreakFinding, MissingTransaction } from "../ledger/index.ts";
import { driftFindings } from "../ledger/index.ts";
import { type LevelResult, magnitude } from "./level-result.ts";
import { type Bounds, sumBounds } from "./missing-bounds.ts";

/** What is missing, with between which nets each may lie. */
export interface MissingNet extends MissingTransaction {
  readonly bounds: Bounds;
}

/**
 * R2: each segment of the books equals Stripe's balance. A difference that is just what R0 knows to be missing is expected
 * here: it has its break already. Where Stripe's balance moved while it was read, nothing is judged.
 */
export function judgeBalance(
  comparisons: readonly BalanceComparison[],
  missing: readonly MissingNet[],
): LevelResult {
  const still = comparisons.filter(({ drift }) => drift !== null);
  const judged = still.map((comparison) => {
    const { currency, stripe } = comparison;
    const findings = driftFindings(comparison);
    const lacking = missing.filter((named) => named.currency === currency);
    const explained = isExplained(findings, lacking);
    const named = lacking.map(({ id }) => id).join(", ");
    const segments = [stripe.pending, stripe.available, stripe.connectReserved].filter(
      (amount) => amount !== null,
    );
    const value = segments.reduce((sum, amount) => sum + magnitude(amount), 0n);
    return {
      currency,
      segments: BigInt(segments.length),
      value,
      findings: explained ? [] : findings,
      expected: explained ? BigInt(findings.length) : 0n,
      named,
    };
  });
  return {
    level: "R2",
    tallies: judged.map(({ currency, segments, expected, findings, value }) => ({
      currency,
      matched: segments - expected - BigInt(findings.length),
      expected,
      value:
        value - findings.reduce((sum, { expected: amount }) => sum + magnitude(amount ?? 0n), 0n),
    })),
    broken: judged.flatMap(({ currency, findings }) =>
      findings.map((found) => ({
        currency,
        value: magnitude(found.expected ?? 0n),
        findings: [found],
      })),
    ),
    complete: still.length === comparisons.length,
  };
}

function isExplained(findings: readonly BreakFinding[], missing: readonly MissingNet[]): boolean {
  if (findings.length === 0 || missing.length === 0) return false;
  const lacking = -findings.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  const { low, high } = sumBounds(missing.map(({ bounds }) => bounds));
  return lacking >= low && lacking <= high;
}
