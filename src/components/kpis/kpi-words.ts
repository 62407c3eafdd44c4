import { spanText, valueText } from "#components/charts/prepare/chart-value.ts";
import type { KpiCard, KpiId, Overview } from "#core/contracts/kpis.ts";
import { basisPoints } from "#core/money.ts";

interface KpiWords {
  readonly label: string;
  readonly definition: string;
  /** Which way is good; null where neither is. */
  readonly better: "up" | "down" | null;
  /** What `sample` counts. */
  readonly counted: "payment" | "attempt" | "charge" | "event";
}

/** How each figure is called and computed. */
export const KPI_WORDS = {
  volume: {
    label: "Volume",
    definition:
      "Captured amount of succeeded charges in the base currency, by the time they were made. Refunds are not taken off.",
    better: "up",
    counted: "payment",
  },
  success_rate: {
    label: "Success rate",
    definition:
      "Payments with a succeeded attempt out of all payments with an attempt. A payment that was retried counts once.",
    better: "up",
    counted: "payment",
  },
  decline_rate: {
    label: "Decline rate",
    definition:
      "Attempts that an issuer or Stripe refused out of all attempts. Every retry counts, so one insistent customer weighs more here.",
    better: "down",
    counted: "attempt",
  },
  refund_rate: {
    label: "Refund rate",
    definition:
      "Amount of the refunds made in the range out of the volume of the same range, whenever their payments were made.",
    better: "down",
    counted: "payment",
  },
  time_to_settlement: {
    label: "Time to settlement",
    definition: "Median time from a charge to the day Stripe makes its money available.",
    better: "down",
    counted: "charge",
  },
  webhook_latency: {
    label: "Webhook latency",
    definition:
      "95th percentile of the time from receiving an event to having applied it, by the real clock.",
    better: "down",
    counted: "event",
  },
} as const satisfies Record<KpiId, KpiWords>;

/** Relative change in basis points, or the difference in basis points where the figure is a rate; null without both. */
export function changeOf(card: Pick<KpiCard, "unit" | "value" | "previous">): number | null {
  const { value, previous, unit } = card;
  if (value === null || previous === null) return null;
  if (unit === "basis_points") return Number(value - previous);
  if (previous === 0n) return null;
  return Number(((value - previous) * 10_000n) / previous);
}

/** What we promise for a webhook from received to applied. */
export const LATENCY_GOAL_MS = 2_500;

/** The slowest method in words: "Slowest: SEPA debit, 5.1 d"; nothing where there is only one to compare. */
export function slowestMethod(
  settlement: Overview["settlement"],
  nameOf: (methodType: string) => string,
): string | undefined {
  const slowest = settlement.toSorted((a, b) => b.p50Ms - a.p50Ms)[0];
  if (slowest === undefined || settlement.length < 2) return undefined;
  return `Slowest: ${nameOf(slowest.methodType)}, ${spanText(slowest.p50Ms)}`;
}

/** How many events were applied within the goal: "98.2% within 2.5 s". The goal is a bound of the histogram. */
export function withinGoal(latency: Overview["webhookLatency"]): string | undefined {
  const sum = (bins: Overview["webhookLatency"]) => bins.reduce((all, bin) => all + bin.count, 0);
  const all = sum(latency);
  if (all === 0) return undefined;
  const inTime = sum(latency.filter((bin) => bin.upToMs <= LATENCY_GOAL_MS));
  return `${valueText(basisPoints(BigInt(inTime), BigInt(all)), { kind: "basis_points" })} within ${spanText(LATENCY_GOAL_MS)}`;
}

const oneDecimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

export interface Change {
  readonly text: string;
  readonly direction: "up" | "down" | "same";
  readonly tone?: "ok" | "warn";
}

/** The comparison in words: "1.1 pt vs the 7 days before". */
export function changeText(
  card: Pick<KpiCard, "id" | "unit" | "value" | "previous">,
  against: string,
): Change | undefined {
  const change = changeOf(card);
  if (change === null) return undefined;
  const size = oneDecimal.format(Math.abs(change) / 100);
  const text = `${size}${card.unit === "basis_points" ? " pt" : "%"} vs ${against}`;
  if (change === 0) return { text, direction: "same" };
  const direction = change > 0 ? "up" : "down";
  return { text, direction, tone: KPI_WORDS[card.id].better === direction ? "ok" : "warn" };
}
