import type { ContractCase, ContractStep } from "../contract-case.ts";

const CARD_PAYMENT = {
  amount: 1_234,
  currency: "eur",
  confirm: true,
  return_url: "https://shop.example.com/done",
};

function pay(payment_method: string, more: Partial<ContractStep>): ContractStep {
  const { params, ...rest } = more;
  return {
    method: "POST",
    path: "/v1/payment_intents",
    params: { ...CARD_PAYMENT, payment_method, ...params },
    as: "payment",
    status: 200,
    holds: {},
    ...rest,
  };
}

function declined(name: string, card: string, error: ContractStep["holds"]): ContractCase {
  const steps = [pay(card, { status: 402, holds: { type: "card_error", ...error } })];
  return { name, source: "https://docs.stripe.com/testing#declined-payments", steps };
}

/** Payments: taken, declined, authorized, authenticated, given back. */
export const paymentCases: readonly ContractCase[] = [
  {
    name: "a card payment succeeds and leaves a charge with its movement",
    source: "https://docs.stripe.com/api/payment_intents/create",
    steps: [
      pay("pm_card_visa", {
        params: { expand: ["latest_charge.balance_transaction"] },
        holds: {
          object: "payment_intent",
          id: /^pi_/,
          status: "succeeded",
          amount_received: 1_234,
          latest_charge: {
            object: "charge",
            paid: true,
            captured: true,
            amount_captured: 1_234,
            outcome: { network_status: "approved_by_network", type: "authorized" },
            payment_method_details: { type: "card", card: { brand: "visa", last4: "4242" } },
            balance_transaction: { object: "balance_transaction", type: "charge" },
          },
        },
      }),
      {
        method: "GET",
        path: "/v1/payment_intents/{payment.id}",
        status: 200,
        holds: { id: "{payment.id}", status: "succeeded", livemode: false },
      },
    ],
  },
  declined("a declined card says so", "pm_card_chargeDeclined", {
    code: "card_declined",
    decline_code: "generic_decline",
    payment_intent: { status: "requires_payment_method" },
  }),
  declined("a card without funds says so", "pm_card_chargeDeclinedInsufficientFunds", {
    code: "card_declined",
    decline_code: "insufficient_funds",
  }),
  declined("an expired card says so", "pm_card_chargeDeclinedExpiredCard", {
    code: "expired_card",
  }),
  {
    name: "a card that asks for 3-D Secure waits for its customer, and can be canceled",
    source: "https://docs.stripe.com/testing#regulatory-cards",
    steps: [
      pay("pm_card_authenticationRequired", {
        holds: { status: "requires_action", next_action: { type: "redirect_to_url" } },
      }),
      {
        method: "POST",
        path: "/v1/payment_intents/{payment.id}/cancel",
        params: { cancellation_reason: "abandoned" },
        status: 200,
        holds: { status: "canceled", cancellation_reason: "abandoned" },
      },
    ],
  },
  {
    name: "an authorized payment is captured in part",
    source: "https://docs.stripe.com/payments/place-a-hold-on-a-payment-method",
    steps: [
      pay("pm_card_visa", {
        params: { capture_method: "manual" },
        holds: { status: "requires_capture", amount_capturable: 1_234 },
      }),
      {
        method: "POST",
        path: "/v1/payment_intents/{payment.id}/capture",
        params: { amount_to_capture: 1_000, expand: ["latest_charge"] },
        status: 200,
        holds: {
          status: "succeeded",
          amount_received: 1_000,
          latest_charge: { amount_captured: 1_000, amount_refunded: 234 },
        },
      },
    ],
  },
  {
    name: "a refund gives part back, and never more than was taken",
    source: "https://docs.stripe.com/api/refunds/create",
    steps: [
      pay("pm_card_visa", { holds: { status: "succeeded" } }),
      {
        method: "POST",
        path: "/v1/refunds",
        params: { payment_intent: "{payment.id}", amount: 234 },
        as: "refund",
        status: 200,
        holds: {
          object: "refund",
          amount: 234,
          status: "succeeded",
          charge: "{payment.latest_charge}",
        },
      },
      {
        method: "POST",
        path: "/v1/refunds",
        params: { payment_intent: "{payment.id}", amount: 1_001 },
        status: 400,
        holds: { type: "invalid_request_error" },
      },
      {
        method: "POST",
        path: "/v1/refunds/{refund.id}/cancel",
        status: 400,
        holds: { type: "invalid_request_error" },
      },
    ],
  },
];
