import * as z from "zod/mini";
import { moneySchema, stripeIdSchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import { moneyWords } from "#core/money.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import type { Answer, OverrideWork } from "../overrides/index.ts";
import { basisOfPayment, describeTarget, requirePayment } from "./override-target.repo.ts";

const paramsSchema = z.object({ paymentId: stripeIdSchema, amount: moneySchema });
type Params = z.infer<typeof paramsSchema>;

/**
 * Takes what a card was authorised for, or part of it. Stripe gives the rest back to the customer and takes no second
 * capture. Source: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export const paymentCapture: OverrideWork<Params, "payment_intent_capture"> = {
  kind: "payment_capture",
  permission: "payment:capture",
  audit: "payment.capture-requested",
  params: paramsSchema,
  operation: () => "payment_intent_capture",
  reasonOf: () => "capture",
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope, clock }, { paymentId, amount }) {
    const found = await requirePayment(tx, scope, paymentId);
    const { payment } = found;
    const left = { amountMinor: payment.amountCapturable, currency: payment.currency };
    if (payment.status !== "requires_capture")
      throw new DomainError("PAYMENT_NOT_CAPTURABLE", {
        status: payment.status,
        why: `The payment is ${payment.status}: there is nothing to capture any more.`,
      });
    if (amount.currency !== payment.currency)
      throw new DomainError("CURRENCY_MISMATCH", {
        asked: amount.currency,
        charged: payment.currency,
      });
    if (amount.amountMinor <= 0n) throw new DomainError("AMOUNT_NOT_POSITIVE");
    if (amount.amountMinor > left.amountMinor)
      throw new DomainError("AMOUNT_EXCEEDS_CAPTURABLE", {
        currency: payment.currency,
        asked: amount.amountMinor.toString(),
        left: left.amountMinor.toString(),
        why: `Only ${moneyWords(left)} can be captured.`,
      });
    const rest = { ...left, amountMinor: left.amountMinor - amount.amountMinor };
    const sent = Number(amount.amountMinor);
    invariant(Number.isSafeInteger(sent), "an amount beyond what JSON carries exactly");
    const described = await describeTarget(tx, scope, found, clock.now());
    return {
      ...described,
      amount: { amountMinor: amount.amountMinor, currency: currency(payment.currency) },
      title: `Capture ${moneyWords(amount)}`,
      consequences: [
        { tone: "good", text: `${moneyWords(amount)} of the authorised money is taken.` },
        ...(rest.amountMinor > 0n
          ? [
              {
                tone: "warn" as const,
                text: `${moneyWords(rest)} is released and cannot be captured later.`,
              },
            ]
          : []),
        { tone: "plain", text: "Stripe takes its fee when the money is captured." },
      ],
      customerSees: `a charge of ${moneyWords(amount)} in place of the reservation, usually within days.`,
      basis: basisOfPayment(found),
      body: { amount_to_capture: sent },
    };
  },
  find: async (reader, _command, { paymentId }) => {
    const intent = await reader.retrieve("payment_intent", paymentId);
    return intent?.status === "succeeded" ? intent : null;
  },
  answer: answerOfIntent,
};

/** What a payment intent says after it was captured, confirmed or cancelled. */
export function answerOfIntent(intent: StripeObjects["payment_intent"]): Answer {
  const base = { objectId: intent.id, objectStatus: intent.status };
  if (intent.status === "succeeded" || intent.status === "canceled")
    return { ...base, answer: "succeeded", failure: null };
  return { ...base, answer: "pending", failure: null };
}
