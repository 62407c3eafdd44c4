import type { kpiRanges } from "#core/contracts/kpis.ts";

export type KpiRange = (typeof kpiRanges)[number];

const HOUR_MS = 3_600_000;

/** The slots of a range and of the equally long stretch before it. Slots are aligned to UTC hours. */
export interface Slots {
  readonly from: Date;
  readonly previousFrom: Date;
  readonly to: Date;
  readonly slotMs: number;
  readonly count: number;
}

const SHAPES = {
  "24h": { slotMs: HOUR_MS, count: 24 },
  "7d": { slotMs: 6 * HOUR_MS, count: 28 },
  "30d": { slotMs: 24 * HOUR_MS, count: 30 },
} as const satisfies Record<KpiRange, { slotMs: number; count: number }>;

/** The last `count` slots up to the end of the hour (or of the slot) that `now` is in. */
export function slotsOf(range: KpiRange, now: Date): Slots {
  const { slotMs, count } = SHAPES[range];
  const to = new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS);
  const length = slotMs * count;
  return {
    from: new Date(to.getTime() - length),
    previousFrom: new Date(to.getTime() - 2 * length),
    to,
    slotMs,
    count,
  };
}
