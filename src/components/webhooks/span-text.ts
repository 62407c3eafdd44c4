import { spanText } from "#components/charts/prepare/chart-value.ts";

/** Microseconds as "420 µs" or "1.2 ms". */
export function microsText(micros: number): string {
  return micros < 1_000 ? `${micros} µs` : spanText(Math.round(micros / 1_000));
}
