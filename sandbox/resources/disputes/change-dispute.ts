import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { disputedAmount } from "./dispute-money.ts";

/** What can still be refunded of a charge, in its own currency: neither given back nor with a cardholder's bank. */
function refundableLeft(world: World, charge: Stripe.Charge): number {
  return charge.amount - charge.amount_refunded - disputedAmount(world, charge.id);
}

/** The dispute as it is shown now: its movements settle and its charge may be refunded after it was saved. */
export function renderDispute(world: World, dispute: Stripe.Dispute): Stripe.Dispute {
  const charge = requireObject(world, "charge", idOf(dispute.charge) ?? "");
  return {
    ...dispute,
    balance_transactions: dispute.balance_transactions.map((movement) =>
      requireObject(world, "balance_transaction", movement.id),
    ),
    is_charge_refundable: refundableLeft(world, charge) > 0,
  };
}

/** Saves the changed dispute and one event for each of `events`, each with what the fields were before. */
export function changeDispute(
  world: World,
  before: Stripe.Dispute,
  change: Partial<Stripe.Dispute>,
  events: readonly Stripe.Event.Type[],
): Stripe.Dispute {
  const was = renderDispute(world, before);
  const saved = changeObject(world, "dispute", before, change, []);
  const after = renderDispute(world, saved);
  for (const event of events) emitEvent(world, event, after, was);
  return after;
}
