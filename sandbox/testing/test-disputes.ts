import type { Stripe } from "stripe";
import { paidCharge, type TestAccount } from "./test-account.ts";

/** After this long a bank has decided on evidence that names its outcome. */
export const DECIDED_SECONDS = 61;

/** A payment with a card made for disputes, and its first dispute. */
export async function disputed(
  account: TestAccount,
  card: string,
): Promise<{ charge: Stripe.Charge; dispute: Stripe.Dispute }> {
  const { charge } = await paidCharge(account, 5_000, card);
  const [dispute] = (await account.stripe.disputes.list({ charge: charge.id })).data;
  if (dispute === undefined) throw new Error("the card brought no dispute");
  return { charge, dispute };
}

/** The types of the events that told of an object, the oldest first. */
export async function eventsOf({ stripe }: TestAccount, id: string): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data
    .filter(({ data }) => "id" in data.object && data.object.id === id)
    .map(({ type }) => type)
    .toReversed();
}

/** Submits a text as evidence. */
export function answer(
  { stripe }: TestAccount,
  { id }: Stripe.Dispute,
  text: string,
): Promise<Stripe.Dispute> {
  return stripe.disputes.update(id, { evidence: { uncategorized_text: text } });
}
