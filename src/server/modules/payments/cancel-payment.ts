import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { moneyWords } from "#core/money.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { answerOfIntent } from "./capture-payment.ts";
import { basisOfPayment, describeTarget, requirePayment } from "./override-target.repo.ts";

const REASONS = ["requested_by_customer", "duplicate", "fraudulent", "abandoned"] as const;
const paramsSchema = z.object({ paymentId: stripeIdSchema, reason: z.enum(REASONS) });
type Params = z.infer<typeof paramsSchema>;

/** States in which Stripe lets a payment be cancelled. Source: https://docs.stripe.com/api/payment_intents/cancel */
const CANCELABLE: ReadonlySet<string> = new Set([
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
]);

/** Gives up a payment that was not taken: what was authorised is released. It can never be taken afterwards. */
export const paymentCancel: OverrideWork<Params, "payment_intent_cancel"> = {
  kind: "payment_cancel",
  permission: "payment:capture",
  audit: "payment.cancel-requested",
  params: paramsSchema,
  operation: () => "payment_intent_cancel",
  reasonOf: ({ reason }) => reason,
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope, clock }, { paymentId, reason }) {
    const found = await requirePayment(tx, scope, paymentId);
    const { payment } = found;
    if (!CANCELABLE.has(payment.status))
      throw new DomainError("PAYMENT_NOT_CANCELABLE", {
        status: payment.status,
        why: `The payment is ${payment.status}: it cannot be cancelled any more.`,
      });
    const isHeld = payment.status === "requires_capture";
    const held = {
      amountMinor: isHeld ? payment.amountCapturable : 0n,
      currency: currency(payment.currency),
    };
    const described = await describeTarget(tx, scope, found, clock.now());
    return {
      ...described,
      amount: held,
      title: isHeld ? `Cancel the authorisation of ${moneyWords(held)}` : "Cancel the payment",
      consequences: [
        {
          tone: "warn",
          text: isHeld
            ? `${moneyWords(held)} is released; it cannot be captured afterwards.`
            : "The payment ends without any money; it cannot be paid afterwards.",
        },
        { tone: "good", text: "Stripe takes no fee for it." },
      ],
      customerSees: isHeld
        ? "the reservation disappear, usually within days; their bank decides how fast."
        : null,
      basis: basisOfPayment(found),
      body: { cancellation_reason: reason },
    };
  },
  find: async (reader, _command, { paymentId }) => {
    const intent = await reader.retrieve("payment_intent", paymentId);
    return intent?.status === "canceled" ? intent : null;
  },
  answer: answerOfIntent,
};
