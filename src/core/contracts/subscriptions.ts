import * as z from "zod/mini";
import {
  cursorSchema,
  freshnessSchema,
  methodSchema,
  moneySchema,
  pageSizeSchema,
  stripeIdSchema,
} from "./shared.ts";

/** Which payment is to pay an invoice, or did; it may have been tried several times. */
const invoicePaymentSchema = z.object({
  id: z.string(),
  /** Null where it was paid otherwise than by a payment intent. */
  paymentId: z.nullable(z.string()),
  /** open, paid or canceled. */
  status: z.string(),
  requested: moneySchema,
  paid: z.nullable(moneySchema),
  isDefault: z.boolean(),
});

export const invoiceRowSchema = z.object({
  id: z.string(),
  number: z.nullable(z.string()),
  customerId: z.nullable(z.string()),
  subscriptionId: z.nullable(z.string()),
  /** draft, open, paid, uncollectible, void; deleted for a draft that no longer exists. */
  status: z.string(),
  billingReason: z.nullable(z.string()),
  collectionMethod: z.string(),
  due: moneySchema,
  paid: moneySchema,
  remaining: moneySchema,
  /** How often Stripe tried to collect it by itself or was told to. */
  attempts: z.int(),
  /** When Stripe tries again; null when it does not. */
  nextAttemptAt: z.nullable(z.date()),
  dueAt: z.nullable(z.date()),
  periodStart: z.date(),
  periodEnd: z.date(),
  createdAt: z.date(),
  finalizedAt: z.nullable(z.date()),
  paidAt: z.nullable(z.date()),
  /** Newest first. */
  payments: z.array(invoicePaymentSchema),
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;

const intervalSchema = z.object({
  unit: z.string(),
  count: z.int(),
});

/** The method that pays: the subscription's own, else the customer's default; null where neither names one. */
const payingMethodSchema = z.object({
  id: z.string(),
  of: z.enum(["subscription", "customer"]),
  method: methodSchema,
});

export const subscriptionRowSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  /** What is subscribed to, in words; the price's id where Stripe has no name for it. */
  label: z.string(),
  status: z.string(),
  /** Price of one interval; null where it depends on use. */
  amount: z.nullable(moneySchema),
  interval: z.nullable(intervalSchema),
  currentPeriod: z.nullable(z.object({ start: z.date(), end: z.date() })),
  cancelAtPeriodEnd: z.boolean(),
  cancelAt: z.nullable(z.date()),
  canceledAt: z.nullable(z.date()),
  endedAt: z.nullable(z.date()),
  trialEnd: z.nullable(z.date()),
  /** While collection is paused: what becomes of its invoices (keep_as_draft, mark_uncollectible, void), and until when. */
  paused: z.nullable(z.object({ behavior: z.string(), resumesAt: z.nullable(z.date()) })),
  collectionMethod: z.string(),
  method: z.nullable(payingMethodSchema),
  latestInvoice: z.nullable(invoiceRowSchema),
  createdAt: z.date(),
});
export type SubscriptionRow = z.infer<typeof subscriptionRowSchema>;

export const subscriptionsOfCustomerInput = z.object({ customerId: stripeIdSchema });
export const subscriptionsOfCustomerOutput = z.object({
  /** Live ones first, then by creation, newest first. */
  rows: z.array(subscriptionRowSchema),
  freshness: freshnessSchema,
});

export const invoicesOfCustomerInput = z.object({
  customerId: stripeIdSchema,
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export const invoicesOfCustomerOutput = z.object({
  rows: z.array(invoiceRowSchema),
  nextCursor: z.nullable(z.string()),
  freshness: freshnessSchema,
});

export const getSubscriptionInput = z.object({ subscriptionId: stripeIdSchema });
export const subscriptionDetailSchema = z.object({
  subscription: subscriptionRowSchema,
  customer: z.object({
    id: z.string(),
    /** Masked name or e-mail; null for roles that may not see personal data. */
    label: z.nullable(z.string()),
    delinquent: z.boolean(),
  }),
  items: z.array(
    z.object({
      id: z.string(),
      priceId: z.string(),
      productId: z.string(),
      name: z.nullable(z.string()),
      unit: z.nullable(moneySchema),
      quantity: z.int(),
    }),
  ),
  /** Its newest invoices. */
  invoices: z.array(invoiceRowSchema),
  freshness: freshnessSchema,
});
export type SubscriptionDetail = z.infer<typeof subscriptionDetailSchema>;

export const getInvoiceInput = z.object({ invoiceId: stripeIdSchema });
export const getInvoiceOutput = z.object({
  invoice: invoiceRowSchema,
  subscription: z.nullable(subscriptionRowSchema),
  freshness: freshnessSchema,
});
