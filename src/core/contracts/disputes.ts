import * as z from "zod/mini";
import { EVIDENCE_FIELDS, MAX_TEXT } from "../dispute-evidence.ts";
import { timelineEntrySchema } from "./payments.ts";
import {
  cursorSchema,
  freshnessSchema,
  methodSchema,
  moneySchema,
  pageSizeSchema,
  personSchema,
  stripeIdSchema,
} from "./shared.ts";

/** What the list is cut into: what waits for us, what the bank decides, what is over. */
export const disputeTabs = ["needs_response", "under_review", "closed", "all"] as const;
export type DisputeTab = (typeof disputeTabs)[number];

/** Stripe's reasons of card disputes (https://docs.stripe.com/disputes/categories). */
export const disputeReasons = [
  "credit_not_processed",
  "duplicate",
  "fraudulent",
  "general",
  "product_not_received",
  "product_unacceptable",
  "subscription_canceled",
  "unrecognized",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** Until when evidence is due, among those that wait for it. */
export const dueSpans = ["overdue", "three_days", "week"] as const;
export type DueSpan = (typeof dueSpans)[number];

export const listDisputesInput = z.object({
  tab: z.enum(disputeTabs),
  /** Of a dispute, charge, payment or customer. */
  query: z.optional(z.string().check(z.trim(), z.maxLength(300))),
  customerId: z.optional(stripeIdSchema),
  reason: z.optional(z.array(z.enum(disputeReasons)).check(z.maxLength(8))),
  due: z.optional(z.enum(dueSpans)),
  /** `due`: earliest due first; `newest`: opened last first. */
  sort: z.enum(["due", "newest"]),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});

const draftSummarySchema = z.object({
  version: z.int(),
  filled: z.int(),
  recommended: z.int(),
});

const disputeFields = {
  id: z.string(),
  createdAt: z.date(),
  amount: moneySchema,
  status: z.string(),
  /** It asks and has taken no money yet. */
  inquiry: z.boolean(),
  reason: z.string(),
  /** Until when evidence can be handed in; null when none is awaited. */
  dueAt: z.nullable(z.date()),
  paymentId: z.nullable(z.string()),
  method: methodSchema,
  customer: z.nullable(z.object({ id: z.string(), label: z.nullable(z.string()) })),
};

export const disputeRowSchema = z.object({
  ...disputeFields,
  /** What is staged here; null where nothing is. */
  draft: z.nullable(draftSummarySchema),
});
export type DisputeRow = z.infer<typeof disputeRowSchema>;

export const listDisputesOutput = z.object({
  rows: z.array(disputeRowSchema),
  nextCursor: z.nullable(z.string()),
  /** Of all, whatever the filters say. */
  counts: z.object({ needsResponse: z.int(), underReview: z.int() }),
  freshness: freshnessSchema,
});

export const disputeRefInput = z.object({ disputeId: stripeIdSchema });

/** One balance transaction of a dispute: the amount taken or given back, the fee, and the journal it became. */
const disputeMovementSchema = z.object({
  id: z.string(),
  at: z.date(),
  type: z.string(),
  amount: moneySchema,
  fee: moneySchema,
  net: moneySchema,
  journalId: z.nullable(z.string()),
});
export type DisputeMovement = z.infer<typeof disputeMovementSchema>;

const earlierPaymentSchema = z.object({
  id: z.string(),
  at: z.date(),
  amount: moneySchema,
  refunded: moneySchema,
  disputed: z.boolean(),
  method: methodSchema,
  /** Paid with the card of the disputed payment. */
  sameCard: z.boolean(),
});
export type EarlierPayment = z.infer<typeof earlierPaymentSchema>;

export const disputeDetailSchema = z.object({
  dispute: z.object({
    ...disputeFields,
    chargeId: z.string(),
    networkReasonCode: z.nullable(z.string()),
    network: z.nullable(z.string()),
    pastDue: z.boolean(),
    /** Whether the payment can be refunded in its place. */
    refundable: z.boolean(),
    submissions: z.int(),
    hasEvidenceAtStripe: z.boolean(),
    /** Programmes of the network that this dispute qualifies for. */
    eligibility: z.array(z.string()),
  }),
  payment: z.nullable(
    z.object({
      id: z.string(),
      at: z.date(),
      amount: moneySchema,
      refunded: moneySchema,
      description: z.nullable(z.string()),
    }),
  ),
  movements: z.array(disputeMovementSchema),
  /** The sums of the movements, a currency each: what the dispute cost so far. */
  net: z.array(moneySchema),
  /** The customer's succeeded payments before the disputed one, newest first, at most ten. */
  earlier: z.array(earlierPaymentSchema),
  freshness: freshnessSchema,
});
export type DisputeDetail = z.infer<typeof disputeDetailSchema>;

export const disputeTimelineOutput = z.object({ entries: z.array(timelineEntrySchema) });

const evidenceTextsSchema = z.partialRecord(
  z.enum(EVIDENCE_FIELDS),
  z.string().check(z.maxLength(MAX_TEXT)),
);

const evidenceVersionSchema = z.object({
  version: z.int(),
  by: personSchema,
  at: z.date(),
  hash: z.string(),
  fields: z.int(),
});
export type EvidenceVersion = z.infer<typeof evidenceVersionSchema>;

export const stagedEvidenceSchema = z.object({
  /** 0 before anything was staged. */
  version: z.int(),
  /** Null for roles that may not read what customers are told about. */
  texts: z.nullable(evidenceTextsSchema),
  completeness: z.object({ filled: z.int(), recommended: z.int() }),
  /** Newest first. */
  versions: z.array(evidenceVersionSchema),
  /** Whether the dispute still takes evidence. */
  open: z.boolean(),
});
export type StagedEvidenceDto = z.infer<typeof stagedEvidenceSchema>;

export const stageEvidenceInput = z.object({
  disputeId: stripeIdSchema,
  /** The version that was read; another's newer one is not overwritten. */
  version: z.int().check(z.minimum(0)),
  texts: evidenceTextsSchema,
});
