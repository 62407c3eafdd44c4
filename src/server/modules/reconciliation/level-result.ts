import type { ReconciliationLevel } from "#core/break-types.ts";
import type { BreakFinding } from "../ledger/index.ts";

/** What was right, or not due yet, in one currency; values are magnitudes in minor units. */
export interface Tally {
  readonly currency: string;
  readonly matched: bigint;
  readonly expected: bigint;
  readonly value: bigint;
}

/** An item that is neither: it has one finding or more. */
export interface BrokenItem {
  readonly currency: string;
  readonly value: bigint;
  readonly findings: readonly BreakFinding[];
}

/** What one level found. Each checked item stands in exactly one of matched, expected and broken. */
export interface LevelResult {
  readonly level: ReconciliationLevel;
  readonly tallies: readonly Tally[];
  readonly broken: readonly BrokenItem[];
  /** False where the level could not see everything: then nothing that it did not find counts as gone. */
  readonly complete: boolean;
}

/** What a level counted in one currency, as it is stored. */
export interface LevelCount {
  readonly level: ReconciliationLevel;
  readonly currency: string;
  readonly checked: bigint;
  readonly matched: bigint;
  readonly expected: bigint;
  readonly broken: bigint;
  readonly valueChecked: bigint;
  readonly valueBroken: bigint;
}

const NOTHING = {
  checked: 0n,
  matched: 0n,
  expected: 0n,
  broken: 0n,
  valueChecked: 0n,
  valueBroken: 0n,
};

/** The result as `accepted` people have left it: an item whose every finding was answered by an approved entry is expected. */
export function countsOf(
  { level, tallies, broken }: LevelResult,
  accepted: (finding: BreakFinding) => boolean,
): LevelCount[] {
  const counts = new Map<string, LevelCount>();
  const add = (currency: string, change: Partial<typeof NOTHING>): void => {
    const now = { ...NOTHING, ...change };
    const before = counts.get(currency) ?? NOTHING;
    counts.set(currency, {
      level,
      currency,
      checked: before.checked + now.matched + now.expected + now.broken,
      matched: before.matched + now.matched,
      expected: before.expected + now.expected,
      broken: before.broken + now.broken,
      valueChecked: before.valueChecked + now.valueChecked,
      valueBroken: before.valueBroken + now.valueBroken,
    });
  };
  for (const { currency, matched, expected, value } of tallies)
    add(currency, { matched, expected, valueChecked: value });
  for (const { currency, value, findings } of broken) {
    if (findings.every(accepted)) add(currency, { expected: 1n, valueChecked: value });
    else add(currency, { broken: 1n, valueChecked: value, valueBroken: value });
  }
  return [...counts.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** The magnitude of an amount. */
export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
