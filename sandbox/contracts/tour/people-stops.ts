import type { Tour } from "./tour.ts";

const SEPA = {
  payment_method_data: {
    type: "sepa_debit",
    sepa_debit: { iban: "DE89370400440532013000" },
    billing_details: { name: "Ada", email: "ada@example.com" },
  },
  mandate_data: {
    customer_acceptance: {
      type: "online",
      online: { ip_address: "192.0.2.7", user_agent: "Browser/1" },
    },
  },
};

/** Customers, their methods, and saving them: set-ups, mandates, check-out and portal. */
export async function visitPeople(tour: Tour): Promise<void> {
  const { id: customer } = await tour.post("/v1/customers", { email: "ada@example.com" });
  const method = await tour.post("/v1/payment_methods", {
    type: "card",
    card: { token: "tok_visa" },
  });
  await tour.post(`/v1/payment_methods/${method.id}/attach`, { customer });
  await tour.post(`/v1/payment_methods/${method.id}`, { metadata: { tour: "1" } });
  const token = await tour.post("/v1/test_helpers/confirmation_tokens", {
    payment_method: "pm_card_visa",
  });
  await tour.get(`/v1/confirmation_tokens/${token.id}`);
  const other = await tour.post("/v1/payment_methods/pm_card_mastercard/attach", { customer });
  await tour.post(`/v1/payment_methods/${other.id}/detach`);
  await tour.post("/v1/setup_intents", { customer, confirm: true, ...SEPA });
  const open = await tour.post("/v1/setup_intents", { customer, payment_method: "pm_card_visa" });
  await tour.post(`/v1/setup_intents/${open.id}/confirm`, {
    return_url: "https://shop.example.com",
  });
  await tour.get(`/v1/setup_attempts?setup_intent=${open.id}`);
  const debit = (await tour.all("/v1/setup_intents?limit=100")).find(
    ({ mandate }) => mandate !== null,
  );
  await tour.get(`/v1/mandates/${String(debit?.["mandate"])}`);
  const given = await tour.post("/v1/setup_intents", { customer });
  await tour.post(`/v1/setup_intents/${given.id}/cancel`);
  await visitHostedPages(tour, customer);
}

async function visitHostedPages(tour: Tour, customer: string): Promise<void> {
  const session = await tour.post("/v1/checkout/sessions", {
    mode: "setup",
    currency: "eur",
    customer,
    success_url: "https://shop.example.com",
  });
  await tour.post(`/v1/checkout/sessions/${session.id}/expire`);
  await tour.post("/v1/billing_portal/configurations", {
    features: { payment_method_update: { enabled: true }, invoice_history: { enabled: true } },
  });
  await tour.post("/v1/billing_portal/sessions", { customer });
}

/** Reviews, warnings, disputes and lists of Radar, and the endpoints that hear of all this. */
export async function visitTrouble(tour: Tour): Promise<void> {
  await tour.pay("pm_card_riskLevelElevated");
  await tour.pay("pm_card_riskLevelElevated");
  await tour.post(`/v1/reviews/${(await tour.first("/v1/reviews")).id}/approve`);
  await tour.pay("pm_card_createIssuerFraudRecord");
  await tour.pay("pm_card_createDispute");
  await tour.pay("pm_card_createDispute");
  await tour.post(`/v1/disputes/${(await tour.first("/v1/disputes")).id}/close`);
  const { id: value_list } = await tour.post("/v1/radar/value_lists", {
    alias: "tour",
    name: "Tour",
    item_type: "email",
  });
  const item = { value_list, value: "ada@example.com" };
  const added = await tour.post("/v1/radar/value_list_items", item);
  await tour.get(`/v1/radar/value_list_items?value_list=${value_list}`);
  await tour.get(`/v1/radar/value_list_items/${added.id}`);
  await tour.delete(`/v1/radar/value_list_items/${added.id}`);
  await tour.post("/v1/webhook_endpoints", {
    url: "https://x.example.com",
    enabled_events: ["payout.paid"],
  });
}
