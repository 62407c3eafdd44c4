import * as z from "zod/mini";
import { freshnessSchema, moneySchema } from "./shared.ts";

export const kpiRanges = ["24h", "7d", "30d"] as const;
export const overviewInput = z.object({ range: z._default(z.enum(kpiRanges), "7d") });

export const kpiIds = [
  "volume",
  "success_rate",
  "decline_rate",
  "refund_rate",
  "time_to_settlement",
  "webhook_latency",
] as const;
export type KpiId = (typeof kpiIds)[number];

/** A figure that can be argued with: numerator, denominator and n travel with it. */
export const kpiCardSchema = z.object({
  id: z.enum(kpiIds),
  /** In the unit of `unit`; null when there is nothing to measure. */
  value: z.nullable(z.bigint()),
  previous: z.nullable(z.bigint()),
  unit: z.enum(["minor", "basis_points", "milliseconds"]),
  currency: z.nullable(z.string()),
  sample: z.int(),
  numerator: z.nullable(z.int()),
  denominator: z.nullable(z.int()),
  /** Values of the slots of the range, oldest first, for the sparkline; null where a slot had no case. */
  spark: z.array(z.nullable(z.number())),
});
export type KpiCard = z.infer<typeof kpiCardSchema>;

const slot = z.object({
  at: z.date(),
  attempts: z.int(),
  declined: z.int(),
  volume: z.bigint(),
  refunds: z.bigint(),
});

export const overviewOutput = z.object({
  range: z.enum(kpiRanges),
  currency: z.string(),
  cards: z.array(kpiCardSchema),
  slots: z.array(slot),
  byMethod: z.array(
    z.object({ methodType: z.string(), attempts: z.int(), declined: z.int(), volume: moneySchema }),
  ),
  settlement: z.array(
    z.object({ methodType: z.string(), p50Ms: z.int(), p90Ms: z.int(), sample: z.int() }),
  ),
  webhookLatency: z.array(z.object({ upToMs: z.int(), count: z.int() })),
  /** Work that waits for the reader, by their permissions; null where they may not see it. */
  attention: z.object({
    cases: z.nullable(z.int()),
    approvals: z.nullable(z.int()),
    unknownCommands: z.nullable(z.int()),
    parkedEvents: z.nullable(z.int()),
    drift: z.nullable(z.bigint()),
  }),
  /** The reader's own day. */
  own: z.object({ refundsToday: z.int(), refundedBase: moneySchema, casesDecided: z.int() }),
  freshness: freshnessSchema,
});
export type Overview = z.infer<typeof overviewOutput>;
