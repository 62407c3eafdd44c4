import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { moneyWords } from "#core/money.ts";
import type { OverrideWork } from "../overrides/index.ts";
import {
  basisOfPayment,
  describeTarget,
  findOpenReview,
  requirePayment,
} from "./override-target.repo.ts";

const paramsSchema = z.object({ paymentId: stripeIdSchema });
type Params = z.infer<typeof paramsSchema>;

/**
 * Tells Radar that a payment in review is good: the review is closed and the payment goes on as it was. Refusing one is a
 * refund or a cancellation. Source: https://docs.stripe.com/radar/reviews
 */
export const reviewApprove: OverrideWork<Params, "review_approve"> = {
  kind: "review_approve",
  permission: "radar-review:decide",
  audit: "radar-review.approve-requested",
  params: paramsSchema,
  operation: () => "review_approve",
  reasonOf: () => "approve",
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope, clock }, { paymentId }) {
    const found = await requirePayment(tx, scope, paymentId);
    const review = await findOpenReview(tx, scope, found);
    if (review === null)
      throw new DomainError("REVIEW_NOT_OPEN", {
        paymentId,
        why: "Radar has no open review of this payment any more.",
      });
    const { payment } = found;
    const amount = { amountMinor: payment.amount, currency: currency(payment.currency) };
    const described = await describeTarget(tx, scope, found, clock.now());
    return {
      ...described,
      objectId: review.id,
      amount,
      title: `Approve the review of ${moneyWords(amount)}`,
      consequences: [
        { tone: "good", text: "Radar closes its review as approved; no money moves." },
        {
          tone: "plain",
          text: `It was opened by a ${review.openedReason === "manual" ? "person at Stripe's dashboard" : "rule"}.`,
        },
      ],
      customerSees: null,
      basis: [...basisOfPayment(found), { label: "Review", value: `${review.id}, open` }],
      body: {},
    };
  },
  find: async (reader, command) => {
    if (command.objectId === null) return null;
    const review = await reader.retrieve("review", command.objectId);
    return review?.closed_reason === "approved" ? review : null;
  },
  answer: (review) => ({
    objectId: review.id,
    objectStatus: review.closed_reason ?? "open",
    answer: review.open ? "pending" : "succeeded",
    failure: null,
  }),
};
