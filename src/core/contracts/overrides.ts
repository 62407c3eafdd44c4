import * as z from "zod/mini";
import { postingSchema, verdictSchema } from "./refunds.ts";
import { methodSchema, moneySchema, noteSchema, uuidSchema } from "./shared.ts";

/** One line of what an override will do, as a sentence; amounts stand in it as "12.34 EUR". */
const consequenceSchema = z.object({
  tone: z.enum(["plain", "good", "warn", "bad"]),
  text: z.string(),
});
export type Consequence = z.infer<typeof consequenceSchema>;

/** What an override would do, worked out by doing all of it up to the request to Stripe. */
export const overridePreviewSchema = z.object({
  previewHash: z.string(),
  title: z.string(),
  href: z.string(),
  /** Sentences without personal data: whoever may read the command may read them. */
  consequences: z.array(consequenceSchema),
  /** The method that is charged or paid to; null where there is none. */
  method: z.nullable(methodSchema),
  /** What the customer will see, and when; null where they see nothing. */
  customerSees: z.nullable(z.string()),
  /** What Stripe will take for it, or keep. */
  fee: z.nullable(moneySchema),
  /** Stripe's available balance before and after; null where it is not touched or not known. */
  balance: z.nullable(
    z.object({ before: moneySchema, after: moneySchema, sufficient: z.boolean() }),
  ),
  postings: z.array(postingSchema),
  /** Overrides of the same kind on the same thing in the last 24 hours. */
  earlier: z.array(
    z.object({
      commandId: z.string(),
      at: z.date(),
      by: z.string(),
      amount: moneySchema,
      state: z.string(),
    }),
  ),
  basis: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Exactly what Stripe is sent: the path and the parameters as JSON. */
  sends: z.object({ path: z.string(), body: z.string() }),
  verdict: verdictSchema,
  /** How long it is held before it is sent; 0 where there is nothing to undo. */
  holdMs: z.int(),
});
export type OverridePreview = z.infer<typeof overridePreviewSchema>;

/** What every request for an override carries besides its own parameters. */
export const overrideIntent = {
  /** Made in the browser when the person formed the intent; it is the command's id and part of the idempotency key. */
  commandId: uuidSchema,
  note: z.optional(noteSchema),
};

/** The hash of the preview that the person saw. */
export const previewHashSchema = z.string().check(z.length(64));
