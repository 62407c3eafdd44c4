export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.find((one) => one * power >= rough) ?? 10;
  return step * power;
}

/**
 * An axis of about `count` round ticks over the figures. It starts at zero unless `fromZero` is off; whole figures get
 * whole steps. Without figures it is 0 to 1.
 */
export function axisOf(values: readonly number[], count = 4, fromZero = true): Axis {
  const top = Math.max(...values, fromZero ? 0 : Number.NEGATIVE_INFINITY);
  const bottom = Math.min(...values, fromZero ? 0 : Number.POSITIVE_INFINITY);
  if (values.length === 0 || top === bottom) {
    const only = values.length === 0 ? 0 : bottom;
    return {
      low: Math.min(0, only),
      high: Math.max(1, only),
      ticks: [Math.min(0, only), Math.max(1, only)],
    };
  }
  const step = Math.max(niceStep((top - bottom) / count), Number.EPSILON);
  const first = Math.floor(bottom / step);
  const last = Math.ceil(top / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    tidy((first + index) * step),
  );
  return { low: tidy(first * step), high: tidy(last * step), ticks };
}

/** 0.30000000000000004 → 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
