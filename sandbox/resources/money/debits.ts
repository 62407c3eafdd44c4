import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { bookCapture } from "../charges.ts";
import { declineOf } from "../decline-codes.ts";
import { emitEvent } from "../events.ts";
import { closeReviewOf } from "../radar/reviews.ts";

/** The bank paid a debit: the money is booked and the intent succeeds. */
export function settleDebit(world: World, chargeId: string): void {
  const pending = requireObject(world, "charge", chargeId);
  const intent = requireObject(world, "payment_intent", idOf(pending.payment_intent) ?? "");
  const method = requireObject(world, "payment_method", pending.payment_method ?? "");
  const booked = bookCapture(world, pending, method, false);
  const charge = changeObject(world, "charge", booked, { status: "succeeded", paid: true }, []);
  emitEvent(world, "charge.succeeded", charge, pending);
  changeObject(
    world,
    "payment_intent",
    intent,
    { status: "succeeded", amount_received: charge.amount },
    ["payment_intent.succeeded"],
  );
}

/** The bank sent a debit back before it was booked; `subject` is the charge's id and the decline code. */
export function bounceDebit(world: World, subject: string): void {
  const [chargeId = "", declineCode = ""] = subject.split(" ");
  const pending = requireObject(world, "charge", chargeId);
  failDebit(world, pending, declineCode, { captured: false, amount_captured: 0 });
  closeReviewOf(world, pending, "payment_never_settled");
}

/**
 * The bank took back what it had paid: a movement of its own takes the money from the balance
 * (`payment_failure_refund` in docs.stripe.com/reports/balance-transaction-types) and the payment has failed after all.
 * Nothing happens when it was refunded or disputed before; `subject` is the charge's id and the decline code.
 */
export function returnDebit(world: World, subject: string): void {
  const [chargeId = "", declineCode = ""] = subject.split(" ");
  const paid = requireObject(world, "charge", chargeId);
  if (paid.status !== "succeeded" || paid.amount_refunded > 0 || paid.disputed) return;
  const booked = requireObject(world, "balance_transaction", idOf(paid.balance_transaction) ?? "");
  const taken = bookMovement(world, {
    type: "payment_failure_refund",
    amount: -booked.amount,
    currency: booked.currency,
    exchangeRate: booked.exchange_rate,
    feeDetails: [],
    source: paid.id,
    description: paid.description === null ? null : `PAYMENT FAILURE (${paid.description})`,
    availableOn: world.clock.nowSeconds(),
  });
  failDebit(world, paid, declineCode, { failure_balance_transaction: taken.id });
}

/** What every failed debit leaves: a failed charge, and an intent that asks for another method. */
function failDebit(
  world: World,
  charge: Stripe.Charge,
  declineCode: string,
  change: Partial<Stripe.Charge>,
): void {
  const intent = requireObject(world, "payment_intent", idOf(charge.payment_intent) ?? "");
  const method = requireObject(world, "payment_method", charge.payment_method ?? "");
  const { code, message } = declineOf(declineCode);
  const outcome: Stripe.Charge.Outcome | null =
    charge.outcome === null
      ? null
      : {
          ...charge.outcome,
          network_status: "declined_by_network",
          reason: declineCode,
          seller_message: `The bank returned the decline code \`${declineCode}\`.`,
          type: "issuer_declined",
        };
  const failure = { failure_code: code, failure_message: message, outcome };
  changeObject(world, "charge", charge, { ...change, ...failure, status: "failed", paid: false }, [
    "charge.failed",
  ]);
  const error: Stripe.PaymentIntent.LastPaymentError = {
    charge: charge.id,
    code,
    decline_code: declineCode,
    message,
    payment_method: method,
    type: "card_error",
  };
  changeObject(
    world,
    "payment_intent",
    intent,
    {
      amount_received: 0,
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: error,
    },
    ["payment_intent.payment_failed"],
  );
}
