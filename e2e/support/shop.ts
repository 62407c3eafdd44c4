import { readRunningStack } from "./running-stack.ts";

type Fields = Readonly<Record<string, string>>;

/** What these journeys read of Stripe's objects. */
export interface StripeObject {
  readonly id: string;
  readonly status: string | null;
  readonly amount: number;
}

async function callStripe(
  method: "GET" | "POST",
  path: string,
  fields: Fields,
): Promise<Record<string, unknown>> {
  const { running, secrets } = readRunningStack();
  const url = new URL(`/v1/${path}`, running.sandboxUrl);
  const encoded = new URLSearchParams(fields);
  if (method === "GET") url.search = encoded.toString();
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${secrets.stripeApiKey}` },
    ...(method === "POST" ? { body: encoded } : {}),
  });
  // A declined card is an answer that a shop lives with.
  if (!answer.ok && answer.status !== 402)
    throw new Error(`The sandbox refused ${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

function objectOf(found: unknown): StripeObject {
  const { id, status, amount } = found as Partial<StripeObject>;
  if (typeof id !== "string" || typeof amount !== "number")
    throw new Error("This is no object of Stripe's with an amount.");
  return { id, status: status ?? null, amount };
}

/**
 * A customer pays at the shop, outside of the console: `amount` in cents of euro, `card` a test card of Stripe's
 * ("visa", "riskLevelHighest"). Out: the succeeded payment.
 */
export async function payAtShop(amount: number, card = "visa", more: Fields = {}) {
  const paid = await callStripe("POST", "payment_intents", {
    amount: String(amount),
    currency: "eur",
    payment_method: `pm_card_${card}`,
    confirm: "true",
    "automatic_payment_methods[enabled]": "true",
    "automatic_payment_methods[allow_redirects]": "never",
    ...more,
  });
  return objectOf(paid);
}

/** Somebody refunds `amount` cents of a payment in Stripe's dashboard, past the console. Out: the refund. */
export async function refundAtStripe(paymentId: string, amount: number): Promise<StripeObject> {
  const fields = { payment_intent: paymentId, amount: String(amount) };
  return objectOf(await callStripe("POST", "refunds", fields));
}

/**
 * A customer pays `amount` cents by iDEAL, and somebody refunds it in Stripe's dashboard: such a refund waits until the customer
 * has said where the money goes. Out: the refund.
 */
export async function refundThatAsks(amount: number, customer: string): Promise<StripeObject> {
  const { id } = objectOf(
    await callStripe("POST", "payment_intents", {
      amount: String(amount),
      currency: "eur",
      customer,
      "payment_method_data[type]": "ideal",
      confirm: "true",
      return_url: "https://shop.example.com",
    }),
  );
  const bank = `/_sandbox/payment_intents/${id}/authenticate`;
  const body = JSON.stringify({ outcome: "succeed" });
  await fetch(new URL(bank, readRunningStack().running.sandboxUrl), { method: "POST", body });
  const fields = { payment_intent: id, instructions_email: "customer@shop.example" };
  return objectOf(await callStripe("POST", "refunds", fields));
}

/** All refunds of a payment as Stripe has them. */
export async function refundsAtStripe(paymentId: string): Promise<readonly StripeObject[]> {
  const { data } = await callStripe("GET", "refunds", { payment_intent: paymentId });
  if (!Array.isArray(data)) throw new Error("Stripe lists refunds as an array.");
  return data.map(objectOf);
}

/** Somebody opens an account at the shop, outside of the console, with a card on file. Out: the customer's id at Stripe. */
export async function registerAtShop(person: Fields, card = "mastercard"): Promise<string> {
  const { id } = await callStripe("POST", "customers", person);
  if (typeof id !== "string") throw new Error("A customer has an id.");
  await saveCardAtShop(id, card);
  return id;
}

/** The customer leaves another card on file. */
export async function saveCardAtShop(customer: string, card: string): Promise<void> {
  await callStripe("POST", `payment_methods/pm_card_${card}/attach`, { customer });
}

/** The payment as Stripe has it. */
export async function paymentAtStripe(id: string): Promise<StripeObject> {
  return objectOf(await callStripe("GET", `payment_intents/${id}`, {}));
}

/** A customer's card, a test card of Stripe's, is declined at the shop. Out: the failed payment's id. */
export async function failAtShop(
  amount: number,
  customer: string,
  card = "chargeDeclinedInsufficientFunds",
): Promise<string> {
  const fields = { amount: String(amount), currency: "eur", customer };
  const { id } = objectOf(await callStripe("POST", "payment_intents", fields));
  await callStripe("POST", `payment_intents/${id}/confirm`, {
    payment_method: `pm_card_${card}`,
    return_url: "https://shop.example.com",
  });
  return id;
}

/** The customer's credit at Stripe in minor units (what they are owed is negative), and their default method. */
export async function customerAtStripe(
  id: string,
): Promise<{ balance: unknown; defaultMethod: unknown }> {
  const { balance, invoice_settings: settings } = await callStripe("GET", `customers/${id}`, {});
  const { default_payment_method: defaultMethod } = settings as { default_payment_method: unknown };
  return { balance, defaultMethod };
}

/** The disputes of a payment as Stripe has them: how they stand, and what was handed in. */
export async function disputesAtStripe(paymentId: string) {
  const { data } = await callStripe("GET", "disputes", { payment_intent: paymentId });
  if (!Array.isArray(data)) throw new Error("Stripe lists disputes as an array.");
  return data.map((dispute: DisputeAtStripe) => ({
    id: dispute.id,
    status: dispute.status,
    carrier: dispute.evidence.shipping_carrier,
    submissions: dispute.evidence_details.submission_count,
  }));
}

interface DisputeAtStripe {
  readonly id: string;
  readonly status: string;
  readonly evidence: { readonly shipping_carrier: string | null };
  readonly evidence_details: { readonly submission_count: number };
}
