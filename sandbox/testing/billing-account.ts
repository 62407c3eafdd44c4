import type { Stripe } from "stripe";
import type { TestAccount } from "./test-account.ts";

/** A monthly price over `amount` cents, or of another interval. */
export function recurringPrice(
  { stripe }: TestAccount,
  amount = 1_900,
  recurring: Stripe.PriceCreateParams.Recurring = { interval: "month" },
): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency: "eur",
    unit_amount: amount,
    recurring,
    product_data: { name: "Box" },
  });
}

/** A customer whose default method is a test card. */
export async function customerWith(
  account: TestAccount,
  card: string,
  more: Stripe.CustomerCreateParams = {},
): Promise<string> {
  const customer = await account.stripe.customers.create({ email: "ada@example.com", ...more });
  await useCard(account, customer.id, card);
  return customer.id;
}

/** Makes a test card the customer's default method. */
export async function useCard(
  { stripe }: TestAccount,
  customer: string,
  card: string,
): Promise<void> {
  const method = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: method.id },
  });
}

/** A subscription over a fresh monthly price of a fresh customer. */
export async function subscribe(
  account: TestAccount,
  card = "pm_card_visa",
  more: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  const price = await recurringPrice(account);
  const customer = await customerWith(account, card);
  return account.stripe.subscriptions.create({ customer, items: [{ price: price.id }], ...more });
}

/** The types of all events, in the order in which they happened. */
export async function eventTypes({ stripe }: TestAccount): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  return events.map(({ type }) => type).toReversed();
}
