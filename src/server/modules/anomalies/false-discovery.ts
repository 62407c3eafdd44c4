/**
 * Which of several tests may be called findings when the expected share of false ones must stay below `q` (Benjamini
 * and Hochberg 1995). In: p-values in any order. Out: for each, whether it passes.
 */
export function passesFalseDiscovery(pValues: readonly number[], q: number): boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, rank) => p <= ((rank + 1) / pValues.length) * q);
  const threshold = sorted[last];
  return pValues.map((p) => threshold !== undefined && p <= threshold);
}
