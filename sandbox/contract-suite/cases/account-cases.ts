import type { ContractCase, ContractStep } from "../contract-case.ts";

function read(path: string): ContractStep {
  return { method: "GET", path, params: { limit: 5 }, status: 200, holds: { object: "list" } };
}

/** What the console reads and saves beside payments: customers, methods, subscriptions, the account's own books. */
export const accountCases: readonly ContractCase[] = [
  {
    name: "the balance and the lists that are imported can be read",
    source: "https://docs.stripe.com/api/balance",
    steps: [
      {
        method: "GET",
        path: "/v1/balance",
        status: 200,
        holds: { object: "balance", livemode: false },
      },
      ...[
        "balance_transactions",
        "charges",
        "refunds",
        "payouts",
        "disputes",
        "events",
        "invoices",
      ].map((list) => read(`/v1/${list}`)),
    ],
  },
  {
    name: "a customer's fields are set and unset",
    source: "https://docs.stripe.com/api/customers/update",
    steps: [
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Contract Suite", email: "suite@example.com" },
        as: "customer",
        status: 200,
        holds: { email: "suite@example.com" },
      },
      {
        method: "POST",
        path: "/v1/customers/{customer.id}",
        params: { email: "" },
        status: 200,
        holds: { email: null, name: "Contract Suite" },
      },
      {
        method: "DELETE",
        path: "/v1/customers/{customer.id}",
        status: 200,
        holds: { deleted: true },
      },
    ],
  },
  {
    name: "a card is set up for later, and a subscription is paid with it",
    source: "https://docs.stripe.com/billing/subscriptions/overview",
    steps: [
      {
        method: "POST",
        path: "/v1/customers",
        params: { name: "Contract Suite" },
        as: "customer",
        status: 200,
        holds: {},
      },
      {
        method: "POST",
        path: "/v1/setup_intents",
        params: {
          customer: "{customer.id}",
          payment_method: "pm_card_visa",
          confirm: true,
          return_url: "https://shop.example.com/done",
        },
        as: "setup",
        status: 200,
        holds: { status: "succeeded", customer: "{customer.id}" },
      },
      {
        method: "POST",
        path: "/v1/prices",
        params: {
          currency: "eur",
          unit_amount: 900,
          recurring: { interval: "month" },
          product_data: { name: "Contract Suite" },
        },
        as: "price",
        status: 200,
        holds: { type: "recurring", active: true },
      },
      {
        method: "POST",
        path: "/v1/subscriptions",
        params: {
          customer: "{customer.id}",
          items: [{ price: "{price.id}" }],
          default_payment_method: "{setup.payment_method}",
          expand: ["latest_invoice"],
        },
        as: "subscription",
        status: 200,
        holds: {
          status: "active",
          latest_invoice: {
            status: "paid",
            amount_paid: 900,
            billing_reason: "subscription_create",
          },
        },
      },
      {
        method: "DELETE",
        path: "/v1/subscriptions/{subscription.id}",
        status: 200,
        holds: { status: "canceled" },
      },
      {
        method: "POST",
        path: "/v1/prices/{price.id}",
        params: { active: false },
        status: 200,
        holds: { active: false },
      },
      {
        method: "DELETE",
        path: "/v1/customers/{customer.id}",
        status: 200,
        holds: { deleted: true },
      },
    ],
  },
];
