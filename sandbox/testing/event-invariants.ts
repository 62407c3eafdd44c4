import type { Stripe } from "stripe";
import { idOf } from "../store/object-kinds.ts";
import type { AccountState } from "./money-invariants.ts";

const MANY = { limit: 10_000 };

/** Every birth has told itself once, and every succeeded payment too; as far back as events are kept. */
export async function brokenEvents(stripe: Stripe, state: AccountState): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray(MANY);
  const keptSince = events.at(-1)?.created ?? 0;
  const times = new Map<string, number>();
  for (const { type, data } of events) {
    const key = `${type} ${"id" in data.object ? data.object.id : ""}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const kept = <T extends { readonly created: number }>(list: readonly T[]): T[] =>
    list.filter(({ created }) => created >= keptSince);
  const charges = kept(state.charges);
  const paid = charges.filter(({ captured, status }) => captured && status === "succeeded");
  const once = [
    ...charges.map((charge) => `${birthOf(charge)} ${charge.id}`),
    ...paid.map((charge) => `payment_intent.succeeded ${idOf(charge.payment_intent) ?? ""}`),
    ...kept(state.refunds).map(({ id }) => `refund.created ${id}`),
    ...kept(state.disputes).map(({ id }) => `charge.dispute.created ${id}`),
    ...kept(state.payouts).map(({ id }) => `payout.created ${id}`),
    ...kept(state.topups).map(({ id }) => `topup.created ${id}`),
  ];
  return once
    .filter((key) => times.get(key) !== 1)
    .map((key) => `${key}: ${times.get(key) ?? 0} times`);
}

function birthOf({ status }: Stripe.Charge): Stripe.Event.Type {
  if (status === "failed") return "charge.failed";
  return status === "pending" ? "charge.pending" : "charge.succeeded";
}
