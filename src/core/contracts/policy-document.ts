import * as z from "zod/mini";
import { overrideKinds } from "../override-kinds.ts";
import { ROLES } from "../roles.ts";

/** Whole units of the base currency as text: a document is plain JSON, and its hash is that of what people read. */
const wholeUnitsSchema = z.string().check(z.regex(/^(0|[1-9]\d{0,11})$/));

/** Rolling sums that may be moved; null is no limit. */
const sumLimitsSchema = z.strictObject({
  day: z.nullable(wholeUnitsSchema),
  month: z.nullable(wholeUnitsSchema),
});
export type SumLimits = z.infer<typeof sumLimitsSchema>;

/** What one person of a role may move alone, and what all of the role may together. */
const roleLimitsSchema = z.strictObject({
  each: wholeUnitsSchema,
  day: wholeUnitsSchema,
  month: wholeUnitsSchema,
  countDay: z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))),
  together: sumLimitsSchema,
});
export type RoleLimits = z.infer<typeof roleLimitsSchema>;

/** What can be remarkable about an override. */
export const circumstances = [
  "age",
  "disputed",
  "fraud_warning",
  "fraudulent",
  "repeated",
  "balance",
  "quiet_hours",
  "risk",
] as const;
const circumstanceSchema = z.enum(circumstances);
export type Circumstance = (typeof circumstances)[number];

/**
 * Who signs: `count` different people of `roles`. Where more than one signs, each role that is named must be among them.
 */
const stepSchema = z.strictObject({
  count: z.int().check(z.minimum(1), z.maximum(3)),
  roles: z.array(z.enum(ROLES)).check(z.minLength(1), z.maxLength(3)),
});
export type SigningStep = z.infer<typeof stepSchema>;

/** How far a role may go: without another person, without another person up to its limits, or never without. */
export const askLevels = ["alone", "limits", "approval"] as const;
export type AskLevel = (typeof askLevels)[number];

const kindRulesSchema = z.strictObject({
  /** A role that is not named may not ask. */
  ask: z.partialRecord(z.enum(ROLES), z.enum(askLevels)),
  /** What asks another person, whatever the amount. */
  asksAnother: z.array(circumstanceSchema).check(z.maxLength(circumstances.length)),
  /** What nobody can sign for. */
  forbidden: z.array(circumstanceSchema).check(z.maxLength(circumstances.length)),
  signers: stepSchema,
  /** Up to which amount, and which sum of the requester, the signers suffice; null is without a limit. */
  upTo: z.nullable(
    z.strictObject({
      each: wholeUnitsSchema,
      day: z.nullable(wholeUnitsSchema),
      month: z.nullable(wholeUnitsSchema),
    }),
  ),
  /** Who signs above that, and where no rate tells. */
  lastResort: stepSchema,
});
export type KindRules = z.infer<typeof kindRulesSchema>;

const hourSchema = z.int().check(z.minimum(0), z.maximum(23));

/**
 * The rules for every kind of override: one document, plain data. A kind without rules may not be asked for, so that a
 * stored version says the same for ever, whatever kinds come later.
 */
export const policyDocumentSchema = z.strictObject({
  format: z.literal(1),
  limits: z.partialRecord(z.enum(ROLES), roleLimitsSchema),
  customer: sumLimitsSchema,
  card: sumLimitsSchema,
  circumstances: z.strictObject({
    /** A charge older than this is old. */
    maxAgeDays: z.int().check(z.minimum(1), z.maximum(3_650)),
    /** From which of Stripe's risk levels on a charge is risky. */
    riskFrom: z.enum(["elevated", "highest"]),
    /** From one full hour to another in a time zone; over midnight where `from` is later. Null: none. */
    quietHours: z.nullable(
      z.strictObject({
        zone: z.string().check(z.minLength(1), z.maxLength(64)),
        from: hourSchema,
        to: hourSchema,
      }),
    ),
    maxBulkRows: z.int().check(z.minimum(1), z.maximum(100_000)),
  }),
  kinds: z.partialRecord(z.enum(overrideKinds), kindRulesSchema),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
