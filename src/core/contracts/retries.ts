import * as z from "zod/mini";
import { methodSchema, moneySchema, stripeIdSchema } from "./shared.ts";

/** Chance that an attempt pays, as our own attempts after a decline tell it. */
export const retryChanceSchema = z.object({
  mean: z.number(),
  /** Nine times in ten the true chance lies between them, if banks go on as they did. */
  low: z.number(),
  high: z.number(),
  /** Earlier attempts that were like this one in everything that is looked at. */
  alike: z.int(),
  /** The attempts the figure mainly rests on: how much they have in common with this one, and how many they are. */
  basis: z.object({ level: z.int(), attempts: z.int() }),
  /** False where so few attempts followed such a decline that the figure is little more than the average of all. */
  enough: z.boolean(),
});
export type RetryChance = z.infer<typeof retryChanceSchema>;

const shareSchema = z.object({
  attempts: z.int(),
  paid: z.int(),
  /** Between them the true share lies nine times in ten. */
  low: z.number(),
  high: z.number(),
});
export type ShareDto = z.infer<typeof shareSchema>;

/** How the estimate would have done on attempts it had not seen. */
export const backTestSchema = z.object({
  /** Attempts after a decline that are known, and those of them that were predicted from the ones before them. */
  known: z.int(),
  tested: z.int(),
  /** First and last day of the predicted ones, UTC. */
  firstDay: z.nullable(z.string()),
  lastDay: z.nullable(z.string()),
  /** Mean squared error of the predicted chance, and of always saying the average known so far. */
  brier: z.nullable(z.number()),
  brierOfAverage: z.nullable(z.number()),
  bins: z.array(z.extend(shareSchema, { predicted: z.number() })),
  /** Attempts that were really made at times that each schedule would have chosen. */
  schedules: z.array(z.extend(shareSchema, { name: z.enum(["estimate", "fixed", "every"]) })),
  /** What the figures can and cannot show, as sentences. */
  limits: z.array(z.string()),
});
export type BackTest = z.infer<typeof backTestSchema>;

const retryReasonSchema = z.object({
  /** The rule's name; the sentence says the same in plain words. */
  rule: z.string(),
  text: z.string(),
  forbids: z.boolean(),
  /** When it no longer speaks against it; null where time changes nothing. */
  until: z.nullable(z.date()),
  source: z.nullable(z.object({ title: z.string(), url: z.string() })),
});

export const retryVerdictSchema = z.object({
  kind: z.enum(["allowed", "later", "forbidden"]),
  reasons: z.array(retryReasonSchema),
  notBefore: z.nullable(z.date()),
});
export type RetryVerdictDto = z.infer<typeof retryVerdictSchema>;

const retryMethodSchema = z.object({
  id: z.string(),
  method: methodSchema,
  /** MM/YYYY; null for what does not expire. */
  expires: z.nullable(z.string()),
  isDefault: z.boolean(),
  /** The last attempt was made with it. */
  wasTried: z.boolean(),
  /** Judged for an attempt at the time that was asked about. */
  verdict: retryVerdictSchema,
  /** At the time that was asked about; null where no attempt after a decline was counted yet. */
  chance: z.nullable(retryChanceSchema),
  /** A time within a week at which more such attempts paid; null where none is known that is clearly better. */
  better: z.nullable(z.object({ at: z.date(), chance: retryChanceSchema })),
});
export type RetryMethodDto = z.infer<typeof retryMethodSchema>;

export const retryAdviceInput = z.object({
  paymentId: stripeIdSchema,
  /** The time to judge it for; now when absent. */
  at: z.optional(z.date()),
});
export type RetryAdviceInput = z.infer<typeof retryAdviceInput>;

/** What a person asks for when they retry a payment. */
export const retryParamsSchema = z.object({
  paymentId: stripeIdSchema,
  /** The method on file to try. */
  methodId: stripeIdSchema,
  /** The invoice that the payment is to pay; null where it pays none. */
  invoiceId: z.nullable(stripeIdSchema),
  /** When to try it, business time; null: at once. */
  at: z.nullable(z.date()),
});
export type RetryParams = z.infer<typeof retryParamsSchema>;

export const retryAdviceOutput = z.object({
  paymentId: z.string(),
  amount: moneySchema,
  /** The invoice that it is to pay; a retry then pays that. */
  invoiceId: z.nullable(z.string()),
  /** Business time of the answer, and the time that was asked about. */
  now: z.date(),
  at: z.date(),
  /** The last attempt, and why it failed as far as anybody told; null when none failed. */
  failure: z.nullable(
    z.object({ at: z.date(), code: z.nullable(z.string()), why: z.string(), method: methodSchema }),
  ),
  /** What forbids it where no method is on file; null where there is one, as each has a verdict of its own. */
  verdict: z.nullable(retryVerdictSchema),
  methods: z.array(retryMethodSchema),
  /** Attempts after a decline that are counted, and since when; null before the first count. */
  counted: z.nullable(z.object({ attempts: z.int(), since: z.date() })),
});
export type RetryAdvice = z.infer<typeof retryAdviceOutput>;

export const backTestOutput = z.object({
  /** Null before the attempts were counted for the first time. */
  backTest: z.nullable(backTestSchema),
  asOf: z.nullable(z.date()),
});
export type BackTestAnswer = z.infer<typeof backTestOutput>;
