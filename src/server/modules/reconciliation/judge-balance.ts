import type { BalanceComparison, BreakFinding, MissingTransaction } from "../ledger/index.ts";
import { driftFindings } from "../ledger/index.ts";
import { type LevelResult, magnitude } from "./level-result.ts";
import { type Bounds, explains } from "./missing-bounds.ts";

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
    const differing = driftFindings(comparison);
    const lacking = missing.filter((named) => named.currency === currency);
    const findings = unexplained(differing, lacking);
    const segments = [stripe.pending, stripe.available, stripe.connectReserved].filter(
      (amount) => amount !== null,
    );
    const value = segments.reduce((sum, amount) => sum + magnitude(amount), 0n);
    return {
      currency,
      segments: BigInt(segments.length),
      value,
      findings,
      expected: BigInt(differing.length - findings.length),
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

/** What is missing may stand in one segment, or be spread over them: then only all of it together tells. */
function unexplained(
  findings: readonly BreakFinding[],
  missing: readonly MissingNet[],
): readonly BreakFinding[] {
  const bounds = missing.map((named) => named.bounds);
  const lackOf = ({ amount }: BreakFinding): bigint => -(amount ?? 0n);
  const whole = findings.reduce((sum, found) => sum + lackOf(found), 0n);
  if (explains(bounds, whole)) return [];
  return findings.filter((found) => !explains(bounds, lackOf(found)));
}
