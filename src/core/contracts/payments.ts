import * as z from "zod/mini";
import {
  cursorSchema,
  freshnessSchema,
  methodSchema,
  moneySchema,
  pageSizeSchema,
  stripeIdSchema,
} from "./shared.ts";

/** What the list and the badge say: Stripe's status of the intent refined by capture and refunds. */
export const paymentStates = [
  "succeeded",
  "partially_refunded",
  "refunded",
  "processing",
  "requires_action",
  "uncaptured",
  "failed",
  "canceled",
  "incomplete",
] as const;
export type PaymentState = (typeof paymentStates)[number];
const paymentStateSchema = z.enum(paymentStates);

/** What the list is filtered by. */
export const paymentFilterSchema = z.object({
  /** An id, a Stripe URL, an e-mail, four digits or an amount; ids ignore the other filters. */
  query: z.optional(z.string().check(z.trim(), z.maxLength(300))),
  state: z.optional(z.array(paymentStateSchema).check(z.maxLength(9))),
  methodType: z.optional(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20))),
  riskLevel: z.optional(z.array(z.enum(["normal", "elevated", "highest"]))),
  from: z.optional(z.date()),
  to: z.optional(z.date()),
});

export const listPaymentsInput = z.extend(paymentFilterSchema, {
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});

const customerRef = z.object({
  id: z.string(),
  /** Masked name or e-mail; null for roles that may not see personal data. */
  label: z.nullable(z.string()),
});

export const paymentRowSchema = z.object({
  id: z.string(),
  createdAt: z.date(),
  amount: moneySchema,
  refunded: moneySchema,
  /** Held by commands that Stripe has not answered for yet. */
  held: moneySchema,
  state: paymentStateSchema,
  method: methodSchema,
  customer: z.nullable(customerRef),
  description: z.nullable(z.string()),
  declineCode: z.nullable(z.string()),
  riskLevel: z.nullable(z.string()),
  disputed: z.boolean(),
  openCaseId: z.nullable(z.string()),
  /** Until when what is authorised can be captured; null where nothing is, or the network named no end. */
  capturableUntil: z.nullable(z.date()),
  /** Radar, or somebody at Stripe, wants a person to look at it. */
  inRadarReview: z.boolean(),
  /** The issuer reported it as fraud. */
  fraudWarning: z.boolean(),
});
export type PaymentRow = z.infer<typeof paymentRowSchema>;

export const listPaymentsOutput = z.object({
  rows: z.array(paymentRowSchema),
  nextCursor: z.nullable(z.string()),
  /** How the search text was understood, for the screen to say so. */
  understoodAs: z.nullable(z.enum(["id", "email", "last4", "amount", "text"])),
  freshness: freshnessSchema,
});

export const getPaymentInput = z.object({ paymentId: stripeIdSchema });

const attemptSchema = z.object({
  chargeId: z.string(),
  at: z.date(),
  status: z.string(),
  amount: moneySchema,
  method: methodSchema,
  failureCode: z.nullable(z.string()),
  declineCode: z.nullable(z.string()),
  adviceCode: z.nullable(z.string()),
  /** What the network itself said: its code and its advice, in its own numbers. */
  networkDeclineCode: z.nullable(z.string()),
  networkAdviceCode: z.nullable(z.string()),
  network: z.nullable(z.string()),
  paymentMethodId: z.nullable(z.string()),
  sellerMessage: z.nullable(z.string()),
  riskLevel: z.nullable(z.string()),
  riskScore: z.nullable(z.int()),
});

const refundRowSchema = z.object({
  id: z.string(),
  at: z.date(),
  amount: moneySchema,
  status: z.string(),
  reason: z.nullable(z.string()),
  failureReason: z.nullable(z.string()),
  /** Null when it was made outside the console. */
  commandId: z.nullable(z.string()),
});

const disputeRowSchema = z.object({
  id: z.string(),
  at: z.date(),
  amount: moneySchema,
  status: z.string(),
  reason: z.string(),
  /** Until when evidence can be handed in; null when there is nothing to answer. */
  answerBy: z.nullable(z.date()),
});

/** What Stripe and the issuer suspect, and how the suspicion ended. */
const radarReviewSchema = z.object({
  id: z.string(),
  openedAt: z.date(),
  open: z.boolean(),
  /** rule or manual. */
  openedReason: z.string(),
  /** approved, refunded, refunded_as_fraud, disputed, canceled and others of Stripe's; null while it is open. */
  closedReason: z.nullable(z.string()),
});

const fraudWarningSchema = z.object({
  id: z.string(),
  at: z.date(),
  fraudType: z.string(),
  /** Whether a full refund can still ward off a dispute. */
  actionable: z.boolean(),
});

/** Why the payment stands where it does, in Stripe's codes; null where nothing failed. */
const paymentErrorSchema = z.object({
  code: z.nullable(z.string()),
  declineCode: z.nullable(z.string()),
  adviceCode: z.nullable(z.string()),
  networkDeclineCode: z.nullable(z.string()),
  /** The method that failed; Stripe takes it off the payment. */
  paymentMethodId: z.nullable(z.string()),
});

export const getPaymentOutput = z.object({
  payment: paymentRowSchema,
  captureMethod: z.string(),
  /** What waits to be captured, and until when; null where nothing is authorised. */
  authorisation: z.nullable(z.object({ capturable: moneySchema, until: z.nullable(z.date()) })),
  lastError: z.nullable(paymentErrorSchema),
  /** What the customer has to do next, in Stripe's word. */
  nextAction: z.nullable(z.string()),
  cancellation: z.nullable(z.object({ at: z.date(), reason: z.nullable(z.string()) })),
  /** Newest first; at most one is open. */
  radarReviews: z.array(radarReviewSchema),
  fraudWarnings: z.array(fraudWarningSchema),
  /** The invoice that it is to pay, or paid. */
  invoice: z.nullable(
    z.object({
      id: z.string(),
      number: z.nullable(z.string()),
      status: z.string(),
      subscriptionId: z.nullable(z.string()),
      attempts: z.int(),
      nextAttemptAt: z.nullable(z.date()),
    }),
  ),
  /** Connect: for whom it is, who gets its money, what is kept of it; null for the account's own. */
  connect: z.nullable(
    z.object({
      onBehalfOf: z.nullable(z.string()),
      destination: z.nullable(z.string()),
      applicationFee: z.nullable(moneySchema),
    }),
  ),
  fee: z.nullable(moneySchema),
  net: z.nullable(moneySchema),
  availableOn: z.nullable(z.date()),
  payoutId: z.nullable(z.string()),
  refundable: z.object({
    captured: moneySchema,
    refunded: moneySchema,
    held: moneySchema,
    available: moneySchema,
  }),
  customer: z.nullable(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      email: z.nullable(z.string()),
      country: z.nullable(z.string()),
      since: z.nullable(z.date()),
      payments: z.int(),
    }),
  ),
  card: z.nullable(
    z.object({
      brand: z.nullable(z.string()),
      last4: z.nullable(z.string()),
      country: z.nullable(z.string()),
      expires: z.nullable(z.string()),
    }),
  ),
  attempts: z.array(attemptSchema),
  refunds: z.array(refundRowSchema),
  disputes: z.array(disputeRowSchema),
  /** Why no refund can be asked for, in the code of a message; null when one can. */
  refundBlockedBy: z.nullable(
    z.enum(["not_captured", "fully_refunded", "processing", "failed", "no_permission"]),
  ),
  freshness: freshnessSchema,
});
export type PaymentDetail = z.infer<typeof getPaymentOutput>;

/** One line of the joined history: Stripe, our inbox, the books and people. */
export const timelineEntrySchema = z.object({
  id: z.string(),
  at: z.date(),
  lane: z.enum(["stripe", "webhook", "ledger", "person"]),
  title: z.string(),
  detail: z.nullable(z.string()),
  tone: z.enum(["ok", "warn", "bad", "info", "pend", "mute"]),
  amount: z.nullable(moneySchema),
  /** Where a click leads, as a path of the console. */
  href: z.nullable(z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export const paymentTimelineOutput = z.object({ entries: z.array(timelineEntrySchema) });
