import type { KpiCard } from "#core/contracts/kpis.ts";
import { basisPoints } from "#core/money.ts";
import type { LatencyPercentile, SettlementRow, SlotRow } from "./kpis.repo.ts";

/** Sums of one stretch of slots. */
interface Totals {
  readonly attempts: number;
  readonly declined: number;
  readonly intents: number;
  readonly paid: number;
  readonly volume: bigint;
  readonly refunds: bigint;
}

const NOTHING: Totals = { attempts: 0, declined: 0, intents: 0, paid: 0, volume: 0n, refunds: 0n };

function total(rows: readonly SlotRow[]): Totals {
  return rows.reduce<Totals>(
    (sum, row) => ({
      attempts: sum.attempts + row.attempts,
      declined: sum.declined + row.declined,
      intents: sum.intents + row.intents,
      paid: sum.paid + row.paid,
      volume: sum.volume + row.volume,
      refunds: sum.refunds + row.refunds,
    }),
    NOTHING,
  );
}

function rate(part: number, whole: number): bigint | null {
  return whole === 0 ? null : BigInt(basisPoints(BigInt(part), BigInt(whole)));
}

export interface CardInput {
  readonly currency: string;
  readonly slotCount: number;
  readonly rows: readonly SlotRow[];
  readonly settlement: readonly SettlementRow[];
  readonly latency: readonly LatencyPercentile[];
}

/** The six cards of the overview: each with its parts, its sample and the stretch before. */
export function kpiCards(input: CardInput): KpiCard[] {
  const { currency, slotCount } = input;
  const current = input.rows.filter((row) => row.slot >= 0);
  const now = total(current);
  const before = total(input.rows.filter((row) => row.slot < 0));
  const bySlot = new Map(current.map((row) => [row.slot, row]));
  const spark = (value: (row: SlotRow) => number | null): (number | null)[] =>
    Array.from({ length: slotCount }, (_, slot) => {
      const row = bySlot.get(slot);
      return row ? value(row) : null;
    });
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return [
    {
      ...amountCard("volume", now.volume, before.volume, currency, now.paid),
      spark: spark((row) => Number(row.volume)),
    },
    {
      ...rateCard("success_rate", [now.paid, now.intents], [before.paid, before.intents]),
      spark: spark((row) => share(row.paid, row.intents)),
    },
    {
      ...rateCard("decline_rate", [now.declined, now.attempts], [before.declined, before.attempts]),
      spark: spark((row) => share(row.declined, row.attempts)),
    },
    {
      id: "refund_rate",
      unit: "basis_points",
      currency,
      value: now.volume === 0n ? null : BigInt(basisPoints(now.refunds, now.volume)),
      previous: before.volume === 0n ? null : BigInt(basisPoints(before.refunds, before.volume)),
      sample: now.paid,
      numerator: null,
      denominator: null,
      spark: spark((row) => share(Number(row.refunds), Number(row.volume))),
    },
    settlementCard(input.settlement),
    latencyCard(input.latency),
  ];
}

type WithoutSpark = Omit<KpiCard, "spark">;

function amountCard(
  id: "volume",
  value: bigint,
  previous: bigint,
  currency: string,
  sample: number,
): WithoutSpark {
  return {
    id,
    value,
    previous,
    unit: "minor",
    currency,
    sample,
    numerator: null,
    denominator: null,
  };
}

function rateCard(
  id: "success_rate" | "decline_rate",
  [part, whole]: readonly [number, number],
  [partBefore, wholeBefore]: readonly [number, number],
): WithoutSpark {
  return {
    id,
    value: rate(part, whole),
    previous: rate(partBefore, wholeBefore),
    unit: "basis_points",
    currency: null,
    sample: whole,
    numerator: part,
    denominator: whole,
  };
}

function settlementCard(rows: readonly SettlementRow[]): KpiCard {
  const overall = (previous: boolean) =>
    rows.find((row) => row.methodType === null && row.previous === previous);
  return durationCard(
    "time_to_settlement",
    overall(false)?.p50Ms,
    overall(true)?.p50Ms,
    overall(false)?.sample ?? 0,
  );
}

function latencyCard(rows: readonly LatencyPercentile[]): KpiCard {
  const of = (previous: boolean) => rows.find((row) => row.previous === previous);
  return durationCard("webhook_latency", of(false)?.p95Ms, of(true)?.p95Ms, of(false)?.sample ?? 0);
}

function durationCard(
  id: "time_to_settlement" | "webhook_latency",
  value: number | null | undefined,
  previous: number | null | undefined,
  sample: number,
): KpiCard {
  return {
    id,
    value: whole(value),
    previous: whole(previous),
    unit: "milliseconds",
    currency: null,
    sample,
    numerator: null,
    denominator: null,
    spark: [],
  };
}

function whole(value: number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(Math.round(value));
}
