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
  /** Judged for an attempt at once. */
  verdict: retryVerdictSchema,
  /** Null where no attempt after a decline was counted yet. */
  chance: z.nullable(retryChanceSchema),
  /** A time within a week at which more such attempts paid; null where none is known that is clearly better. */
  better: z.nullable(z.object({ at: z.date(), chance: retryChanceSchema })),
});
export type RetryMethodDto = z.infer<typeof retryMethodSchema>;

export const retryAdviceInput = z.object({ paymentId: stripeIdSchema });
export const retryAdviceOutput = z.object({
  paymentId: z.string(),
  amount: moneySchema,
  /** Business time of the answer. */
  now: z.date(),
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
