import * as z from "zod/mini";
import {
  cursorSchema,
  freshnessSchema,
  methodSchema,
  moneySchema,
  noteSchema,
  pageSizeSchema,
  stripeIdSchema,
} from "./shared.ts";

/** What the list can be narrowed to. */
export const customerFacets = ["disputed", "delinquent", "deleted"] as const;
export type CustomerFacet = (typeof customerFacets)[number];

export const listCustomersInput = z.object({
  /** An id, a Stripe URL, an e-mail, the last four digits of a card, or the beginning of names. */
  query: z.optional(z.string().check(z.trim(), z.maxLength(300))),
  /** All of them must hold. */
  only: z.optional(z.array(z.enum(customerFacets)).check(z.maxLength(3))),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});

/** Who pays; name and e-mail masked, and null for roles that may not see personal data. */
const customerFields = {
  id: z.string(),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  country: z.nullable(z.string()),
  createdAt: z.date(),
  deleted: z.boolean(),
  /** The latest invoice was not paid in time. */
  delinquent: z.boolean(),
};

export const customerRowSchema = z.object({
  ...customerFields,
  /** What was captured, in each currency, largest count of payments first. */
  paid: z.array(moneySchema),
  payments: z.int(),
  disputes: z.int(),
  lastPaymentAt: z.nullable(z.date()),
});
export type CustomerRow = z.infer<typeof customerRowSchema>;

const customerSearches = ["id", "email", "last4", "name"] as const;

export const listCustomersOutput = z.object({
  rows: z.array(customerRowSchema),
  nextCursor: z.nullable(z.string()),
  /** How the search text was understood. */
  understoodAs: z.nullable(z.enum(customerSearches)),
  freshness: freshnessSchema,
});

/** Where Stripe finds a method named, in the order in which it looks: invoice, subscription, customer. */
const methodUseSchema = z.object({
  as: z.enum(["invoice", "subscription", "customer"]),
  /** Of the invoice or subscription; null for the customer's own default. */
  id: z.nullable(z.string()),
  /** Whether it is the one that is charged next there: nothing before it in the order names another. */
  first: z.boolean(),
});
export type MethodUse = z.infer<typeof methodUseSchema>;

export const customerMethodSchema = z.object({
  id: z.string(),
  method: methodSchema,
  country: z.nullable(z.string()),
  expires: z.nullable(z.object({ month: z.int(), year: z.int() })),
  /** `soon`: in this month or the next. */
  expiry: z.enum(["none", "fine", "soon", "expired"]),
  /** Null where it was only seen in payments: whether it is still on file is not known. */
  onFileSince: z.nullable(z.date()),
  uses: z.array(methodUseSchema),
  lastAttempt: z.nullable(
    z.object({
      at: z.date(),
      failed: z.boolean(),
      declineCode: z.nullable(z.string()),
      paymentId: z.nullable(z.string()),
    }),
  ),
  /** Of those whose last attempt failed, the one that failed last and has not worked since. */
  failedLast: z.boolean(),
});
export type CustomerMethod = z.infer<typeof customerMethodSchema>;

const totalsSchema = z.object({
  paid: moneySchema,
  refunded: moneySchema,
  /** What banks asked back; inquiries, which take no money, are left out. */
  disputed: moneySchema,
  payments: z.int(),
  failed: z.int(),
  refunds: z.int(),
  disputes: z.int(),
});
export type CustomerTotals = z.infer<typeof totalsSchema>;

export const customerRefInput = z.object({ customerId: stripeIdSchema });

export const customerDetailSchema = z.object({
  customer: z.object({
    ...customerFields,
    phone: z.nullable(z.string()),
    /** Stripe's credit (negative) or debt (positive) for the next invoice; null where there is neither. */
    balance: z.nullable(moneySchema),
    /** Whether there is anything that could be revealed to the reader. */
    revealable: z.boolean(),
  }),
  /** One row a currency, most payments first. */
  totals: z.array(totalsSchema),
  firstPaymentAt: z.nullable(z.date()),
  lastPaymentAt: z.nullable(z.date()),
  openDisputes: z.int(),
  openCases: z.array(z.object({ id: z.string(), number: z.int(), title: z.string() })),
  methods: z.array(customerMethodSchema),
  freshness: freshnessSchema,
});
export type CustomerDetail = z.infer<typeof customerDetailSchema>;

export const customerRefundsOutput = z.object({
  /** Newest first, at most 50. */
  rows: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      amount: moneySchema,
      status: z.string(),
      reason: z.nullable(z.string()),
      failureReason: z.nullable(z.string()),
      paymentId: z.nullable(z.string()),
      commandId: z.nullable(z.string()),
    }),
  ),
});
export type CustomerRefund = z.infer<typeof customerRefundsOutput>["rows"][number];

export const revealCustomerInput = z.object({
  customerId: stripeIdSchema,
  reason: noteSchema.check(z.minLength(1)),
});

/** Personal data in clear, for the screen alone and for a minute. */
export const revealedCustomerSchema = z.object({
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  shownForMs: z.int(),
  /** How many more the reader may reveal in this rolling day; null where there is no limit. */
  left: z.nullable(z.int()),
});
export type RevealedCustomer = z.infer<typeof revealedCustomerSchema>;
