import { betaCdf, betaQuantile } from "#core/beta-distribution.ts";
import { upperTail } from "./beta-binomial.ts";
import { passesFalseDiscovery } from "./false-discovery.ts";
import {
  type Baseline,
  baselineOf,
  type Count,
  HISTORY_WINDOWS,
  WINDOWS_A_DAY,
} from "./rate-baseline.ts";

/** A slice of the payments, in windows newest first; money in minor units of the base currency. */
export interface Slice {
  /** "method:card", "country:DE", "brand:visa". */
  readonly key: string;
  /** The payment method type the slice belongs to: what fails together is one case. */
  readonly family: string;
  readonly counts: readonly Count[];
  /** The mean amount of a payment in the present window; null when none was in the base currency. */
  readonly meanAmount: bigint | null;
}

export interface DeclineAlarm {
  readonly slice: Slice;
  readonly declined: number;
  readonly attempts: number;
  readonly baseline: Baseline;
  /** Probability of so many declines or more if nothing had changed. */
  readonly pValue: number;
  /** Probability in basis points that the decline odds are at least 1.3 times the expected, and its interval over the baseline's doubt. */
  readonly scoreBp: number;
  readonly lowBp: number;
  readonly highBp: number;
  /** Payments lost beyond the expected. */
  readonly excess: number;
  readonly impactBase: bigint;
  /** Other slices of the family that stand out too. */
  readonly alsoStanding: readonly string[];
}

/** With fewer payments in the window a slice is not tested at all. */
const MIN_ATTEMPTS = 20;
const MIN_EXCESS = 3;
/** Minor units of the base currency: less does not trouble a person. */
const MIN_IMPACT = 5_000n;
/**
 * The expected share of false alarms is kept below 5 % over a day's windows, not over each: otherwise a shop where
 * nothing ever happens would call a person every third day.
 */
const FALSE_DISCOVERY = 0.05 / WINDOWS_A_DAY;
/** The smallest change worth a look, as a factor of the odds. */
const WORTH_ODDS = 1.3;

/** The slices over all, and by family: what a baseline leans on where its own history is short. */
export interface Population {
  readonly all: readonly Count[];
  readonly families: ReadonlyMap<string, readonly Count[]>;
}

/** The expectation for a slice in a window, shrunk to its family, which is shrunk to all payments. */
export function expectationOf(slice: Slice, population: Population, index: number): Baseline {
  const all = baselineOf(population.all, index, null);
  const isFamily = slice.key === `method:${slice.family}`;
  const parent = isFamily
    ? all
    : baselineOf(population.families.get(slice.family) ?? [], index, all);
  return baselineOf(slice.counts, index, parent);
}

/**
 * Finds slices whose share of declined payments in the present window left what their season lets expect: the
 * strongest of each family. Pure. Tests all slices at once, so that more slices do not mean more false alarms.
 */
export function findDeclineAlarms(
  slices: readonly Slice[],
  population: Population,
): DeclineAlarm[] {
  const tested = slices.flatMap((slice) => testSlice(slice, population) ?? []);
  const passed = passesFalseDiscovery(
    tested.map((test) => test.pValue),
    FALSE_DISCOVERY,
  );
  const standing = tested.filter((test, i) => passed[i] === true && matters(test));
  const families = [...new Set(standing.map((test) => test.slice.family))];
  return families.flatMap((family) => {
    const own = standing
      .filter((test) => test.slice.family === family)
      .toSorted((a, b) => a.pValue - b.pValue);
    const [first, ...others] = own;
    return first ? [{ ...first, alsoStanding: others.map((test) => test.slice.key) }] : [];
  });
}

function matters(test: DeclineAlarm): boolean {
  return (
    test.excess >= MIN_EXCESS && (test.slice.meanAmount === null || test.impactBase >= MIN_IMPACT)
  );
}

function testSlice(slice: Slice, population: Population): DeclineAlarm | null {
  const { declined, attempts } = slice.counts.find((count) => count.index === 0) ?? {
    declined: 0,
    attempts: 0,
  };
  if (attempts < MIN_ATTEMPTS) return null;
  const history = slice.counts.filter((count) => count.index > 0 && count.index <= HISTORY_WINDOWS);
  const baseline = expectationOf({ ...slice, counts: history }, population, 0);
  const excess = declined - baseline.mean * attempts;
  return {
    slice,
    declined,
    attempts,
    baseline,
    pValue: upperTail(declined, attempts, baseline),
    ...confidence(declined, attempts, baseline),
    excess,
    impactBase:
      excess <= 0 ? 0n : (BigInt(Math.round(excess * 100)) * (slice.meanAmount ?? 0n)) / 100n,
    alsoStanding: [],
  };
}

/** How surely the true odds are 1.3 times the expected: the window's own posterior against the baseline and its ends. */
function confidence(
  declined: number,
  attempts: number,
  baseline: Baseline,
): { scoreBp: number; lowBp: number; highBp: number } {
  const alpha = baseline.mean * baseline.concentration;
  const beta = (1 - baseline.mean) * baseline.concentration;
  const above = (mean: number): number => {
    const odds = (mean / (1 - mean)) * WORTH_ODDS;
    return Math.round(
      (1 - betaCdf(odds / (1 + odds), declined + 0.5, attempts - declined + 0.5)) * 10_000,
    );
  };
  return {
    scoreBp: above(baseline.mean),
    lowBp: Math.min(above(betaQuantile(0.95, alpha, beta)), above(baseline.mean)),
    highBp: Math.max(above(betaQuantile(0.05, alpha, beta)), above(baseline.mean)),
  };
}
