import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { moneyWords } from "#core/money.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { findRefund } from "./refunds.repo.ts";

const paramsSchema = z.object({ refundId: stripeIdSchema });
type Params = z.infer<typeof paramsSchema>;

/**
 * Takes a refund back at Stripe. That works only while the customer has still to say where the money goes; a card's refund
 * can never be cancelled. Source: https://docs.stripe.com/api/refunds/cancel
 */
export const refundCancel: OverrideWork<Params, "refund_cancel"> = {
  kind: "refund_cancel",
  permission: "refund:request",
  audit: "refund.cancel-requested",
  params: paramsSchema,
  operation: () => "refund_cancel",
  reasonOf: () => "cancel",
  needsNote: () => true,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { refundId }) {
    const found = await findRefund(tx, scope, refundId);
    if (!found?.paymentId) throw new DomainError("NOT_FOUND", { refundId });
    if (found.status !== "requires_action")
      throw new DomainError("REFUND_NOT_CANCELABLE", {
        status: found.status,
        why: `The refund is ${found.status}: Stripe does not take it back.`,
      });
    const amount = { amountMinor: found.amount, currency: currency(found.currency) };
    return {
      target: { type: "payment", id: found.paymentId },
      objectId: refundId,
      customerId: null,
      cardFingerprint: null,
      caseId: null,
      method: null,
      fee: null,
      balance: null,
      postings: [],
      circumstances: UNREMARKABLE,
      href: `/payments/${found.paymentId}`,
      amount,
      title: `Cancel the refund of ${moneyWords(amount)}`,
      consequences: [
        {
          tone: "warn",
          text: `${moneyWords(amount)} is not given back; it can be refunded again.`,
        },
      ],
      customerSees: "the request for their bank details end without money.",
      basis: [{ label: "Refund", value: `${refundId}, ${found.status}` }],
      body: {},
    };
  },
  find: async (reader, command) => {
    if (command.objectId === null) return null;
    const refund = await reader.retrieve("refund", command.objectId);
    return refund?.status === "canceled" ? refund : null;
  },
  answer: (refund) => ({
    objectId: refund.id,
    objectStatus: refund.status ?? "unknown",
    answer: refund.status === "canceled" ? "succeeded" : "pending",
    failure: null,
  }),
};
