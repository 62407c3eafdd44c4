import * as z from "zod/mini";
import { proofSchema, signatureRequestSchema } from "./credentials.ts";
import { moneySchema, personSchema, uuidSchema } from "./shared.ts";

/** Longest time for which break-glass may be open. */
const MAX_MINUTES = 60;

/** Something decided under break-glass. */
const useSchema = z.object({
  commandId: z.string(),
  kind: z.string(),
  targetId: z.string(),
  amount: moneySchema,
  decision: z.enum(["approved", "rejected"]),
  /** The role that it counted for. */
  role: z.string(),
});

const breakGlassSchema = z.object({
  id: z.string(),
  openedBy: personSchema,
  /** Whether the reader opened it. */
  isOwn: z.boolean(),
  reason: z.string(),
  incident: z.string(),
  /** All times are real. */
  openedAt: z.date(),
  expiresAt: z.date(),
  endedAt: z.nullable(z.date()),
  /** Null where its time was over. */
  endedBy: z.nullable(personSchema),
  state: z.enum(["open", "to-review", "overdue", "reviewed"]),
  /** Null while it is open. */
  reviewDueAt: z.nullable(z.date()),
  review: z.nullable(z.object({ by: personSchema, at: z.date(), note: z.string() })),
  /** What was decided under it, oldest first. */
  uses: z.array(useSchema),
  /** SHA-256 of the signed message, base64url, and why its evidence does not hold, checked just now; null when it does. */
  challenge: z.string(),
  fault: z.nullable(z.string()),
  /** Why the reader cannot review it; null when they can, or need not. */
  whyNotReviewed: z.nullable(z.string()),
});
export type BreakGlassDto = z.infer<typeof breakGlassSchema>;

export const breakGlassOutput = z.object({
  /** The newest, at most fifty. */
  rows: z.array(breakGlassSchema),
  /** Real time of this answer. */
  asOf: z.date(),
});
export type BreakGlassList = z.infer<typeof breakGlassOutput>;

const words = (maxLength: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(maxLength));

const terms = {
  reason: words(2_000),
  /** As the firm's own list of incidents names it: "INC-2041". */
  incident: words(100),
  minutes: z.int().check(z.minimum(1), z.maximum(MAX_MINUTES)),
};

export const beginBreakGlassInput = z.object(terms);
export type BreakGlassWanted = z.infer<typeof beginBreakGlassInput>;
export const beginBreakGlassOutput = z.extend(signatureRequestSchema, { message: z.string() });

export const openBreakGlassInput = z.object({ ...terms, proof: proofSchema });
export const endBreakGlassInput = z.object({ breakGlassId: uuidSchema });
export const reviewBreakGlassInput = z.object({ breakGlassId: uuidSchema, note: words(2_000) });
