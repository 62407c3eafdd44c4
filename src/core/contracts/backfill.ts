import * as z from "zod/mini";

/** How far the first import of the account is; `percent` is null while it cannot be told. */
export const firstImportSchema = z.object({
  state: z.enum(["not_started", "running", "finished"]),
  percent: z.nullable(z.int()),
});

/** One list of Stripe's, as far as it is in. */
const backfillListSchema = z.object({
  objectType: z.string(),
  imported: z.int(),
  /** Estimated from how much of the time is covered; null while too little is. */
  estimatedTotal: z.nullable(z.int()),
  finished: z.boolean(),
  lastError: z.nullable(z.string()),
  /** When a window that failed is tried again, real time. */
  nextTryAt: z.nullable(z.date()),
});
export type BackfillListDto = z.infer<typeof backfillListSchema>;

/** Amounts in minor units of `currency`. */
const proofRowSchema = z.object({
  currency: z.string(),
  segment: z.enum(["available", "pending"]),
  opening: z.bigint(),
  transactions: z.bigint(),
  stripe: z.bigint(),
  difference: z.bigint(),
});
export type ProofRowDto = z.infer<typeof proofRowSchema>;

export const backfillStatusSchema = z.object({
  /** The newest run; null before the first. */
  run: z.nullable(
    z.object({
      id: z.string(),
      state: z.enum(["wanted", "running", "proving", "proven", "unproven"]),
      /** The person who asked for it; null where the installation did. */
      requestedBy: z.nullable(z.string()),
      wantedAt: z.date(),
      startedAt: z.nullable(z.date()),
      finishedAt: z.nullable(z.date()),
      /** The first day (UTC) that was asked for; null: the account's first. */
      fromDay: z.nullable(z.string()),
      lastError: z.nullable(z.string()),
    }),
  ),
  /** Whether the account's history has ever been brought in whole. */
  firstImport: firstImportSchema.shape.state,
  lists: z.array(backfillListSchema),
  /** How much of the run is in, in whole per cent; null while it cannot be told. */
  percent: z.nullable(z.int()),
  /** Objects a second since the run began; null when it does not run. */
  perSecond: z.nullable(z.number()),
  secondsLeft: z.nullable(z.int()),
  /** How many calls a second Stripe is asked at most, and since when it is less than allowed; null before the first. */
  pace: z.nullable(z.object({ callsPerSecond: z.int(), limitedAt: z.nullable(z.date()) })),
  proof: z.nullable(z.object({ provedAt: z.date(), rows: z.array(proofRowSchema) })),
});
export type BackfillStatus = z.infer<typeof backfillStatusSchema>;
