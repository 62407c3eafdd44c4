import type { Population, Slice } from "./decline-detector.ts";
import type { WindowRow } from "./decline-windows.repo.ts";
import type { Count } from "./rate-baseline.ts";

/** A stretch of time that was not normal for a family of slices: it must not teach the baseline. */
export interface Exclusion {
  readonly family: string;
  readonly from: Date;
  readonly to: Date;
}

/** Which windows a set of exclusions takes out of a family's history; the present one is never taken out. */
export interface WindowGrid {
  readonly to: Date;
  readonly windowMs: number;
  readonly exclusions: readonly Exclusion[];
}

/** Cuts the windows into slices: each method, and for cards each issuer country and brand. */
export function cutSlices(
  rows: readonly WindowRow[],
  grid: WindowGrid,
): { slices: Slice[]; population: Population } {
  const kept = rows.filter((row) => row.index === 0 || !isExcluded(row, grid));
  const byKey = Map.groupBy(
    kept.flatMap((row) => keysOf(row).map((key) => ({ key, row }))),
    ({ key }) => key,
  );
  const slices = [...byKey].map(([key, entries]) => {
    const own = entries.map(({ row }) => row);
    return {
      key,
      family: own[0]?.method ?? "unknown",
      counts: countsOf(own),
      meanAmount: meanAmount(own),
    };
  });
  const families = slices.filter((slice) => slice.key === `method:${slice.family}`);
  return {
    slices,
    population: {
      all: countsOf(kept),
      families: new Map(families.map((slice) => [slice.family, slice.counts])),
    },
  };
}

/** The rows of the present window that belong to a slice. */
export function presentRows(rows: readonly WindowRow[], key: string): WindowRow[] {
  return rows.filter((row) => row.index === 0 && keysOf(row).includes(key));
}

function keysOf(row: WindowRow): string[] {
  if (row.method !== "card") return [`method:${row.method}`];
  return [
    "method:card",
    ...(row.country === null ? [] : [`country:${row.country}`]),
    ...(row.brand === null ? [] : [`brand:${row.brand}`]),
  ];
}

function countsOf(rows: readonly WindowRow[]): Count[] {
  return [...Map.groupBy(rows, (row) => row.index)].map(([index, own]) => ({
    index,
    declined: own.reduce((sum, row) => sum + row.declined, 0),
    attempts: own.reduce((sum, row) => sum + row.attempts, 0),
  }));
}

function meanAmount(rows: readonly WindowRow[]): bigint | null {
  const present = rows.filter((row) => row.index === 0);
  const payments = present.reduce((sum, row) => sum + row.basePayments, 0);
  if (payments === 0) return null;
  return present.reduce((sum, row) => sum + row.baseAmount, 0n) / BigInt(payments);
}

function isExcluded(row: WindowRow, grid: WindowGrid): boolean {
  const end = grid.to.getTime() - row.index * grid.windowMs;
  return grid.exclusions.some(
    ({ family, from, to }) =>
      family === row.method && end > from.getTime() && end - grid.windowMs < to.getTime(),
  );
}
