/** One measured figure beside its raw limit from the same run: machines differ, ratios hold. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
  readonly limit: number;
}

/** The line that other programs read; `ratio` is value over limit. */
export function figureLine({ value, limit, ...named }: Figure): string {
  return JSON.stringify({
    ...named,
    value: rounded(value),
    limit: rounded(limit),
    ratio: rounded(value / limit),
  });
}

/** The same for people. */
export function figureText({ bench, figure, unit, value, limit }: Figure): string {
  return `${bench} ${figure}: ${rounded(value)} ${unit}, raw limit ${rounded(limit)} ${unit}, ratio ${rounded(value / limit)}`;
}

/** Runs `work` and tells how long it took, in seconds of real time. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
