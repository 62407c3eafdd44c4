import * as z from "zod/mini";
import { methodSchema, moneySchema, noteSchema, stripeIdSchema, uuidSchema } from "./shared.ts";

/** Why a refund is given. Only `fraudulent` and `duplicate` reach Stripe under their own name. */
export const refundReasons = [
  "requested_by_customer",
  "duplicate",
  "not_received",
  "not_as_described",
  "goodwill",
  "fraudulent",
  "other",
] as const;
export type RefundReason = (typeof refundReasons)[number];

const connectChoiceSchema = z.object({
  /** Takes the money back from the connected account; otherwise the platform bears the refund. */
  reverseTransfer: z.boolean(),
  /** Gives our application fee back to them. */
  refundApplicationFee: z.boolean(),
});
export type ConnectChoice = z.infer<typeof connectChoiceSchema>;

const intent = {
  /** Made in the browser when the person formed the intent; it is the command's id and part of the idempotency key. */
  commandId: uuidSchema,
  paymentId: stripeIdSchema,
  amount: moneySchema,
  reason: z.enum(refundReasons),
  note: z.optional(noteSchema),
  /** Said for a payment whose money was passed on to a connected account, and only then. */
  connect: z.optional(connectChoiceSchema),
  /** The review case this refund decides, if any. */
  caseId: z.optional(uuidSchema),
};

export const previewRefundInput = z.object(intent);
export type PreviewRefundInput = z.infer<typeof previewRefundInput>;

export const requestRefundInput = z.object({
  ...intent,
  previewHash: z.string().check(z.length(64)),
});
export type RequestRefundInput = z.infer<typeof requestRefundInput>;

/** One predicted leg: debit positive, credit negative. */
export const postingSchema = z.object({
  account: z.string(),
  label: z.string(),
  amount: moneySchema,
});
export type PostingDto = z.infer<typeof postingSchema>;

export const verdictSchema = z.object({
  kind: z.enum(["allow", "approval", "deny"]),
  policyVersion: z.string(),
  /** Plain sentences, each with the id of its rule. */
  reasons: z.array(z.object({ rule: z.string(), text: z.string() })),
  /**
   * How many different people must approve; 0 unless another person must. Where it is more than one, each of the roles
   * must be among them. What was stored before this was counted needed one.
   */
  approvals: z._default(z.int().check(z.minimum(0), z.maximum(3)), 0),
  approverRoles: z.array(z.string()),
});
export type VerdictDto = z.infer<typeof verdictSchema>;

export const refundPreviewSchema = z.object({
  previewHash: z.string(),
  /** What was chosen for a payment that was passed on to a connected account; null for the account's own. */
  connect: z._default(z.nullable(connectChoiceSchema), null),
  customerGets: z.object({ amount: moneySchema, method: methodSchema }),
  feeNotReturned: z.nullable(moneySchema),
  paymentAfter: z.object({ captured: moneySchema, refunded: moneySchema, available: moneySchema }),
  /** Stripe's available balance in the charge's settlement currency; `sufficient` false means the refund would wait. */
  balance: z.nullable(
    z.object({ before: moneySchema, after: moneySchema, sufficient: z.boolean() }),
  ),
  postings: z.array(postingSchema),
  recentRefunds: z.array(
    z.object({ id: z.string(), at: z.date(), amount: moneySchema, status: z.string() }),
  ),
  verdict: verdictSchema,
  holdMs: z.int(),
});
export type RefundPreview = z.infer<typeof refundPreviewSchema>;
