import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { formatAmount } from "../money/currencies.ts";
import { settlementOf } from "../money/exchange-rates.ts";
import { requireAvailable } from "./add-transfer.ts";
import { feeDetailBack, feeOf, goesWith, refundFee } from "./application-fees.ts";
import { addDestinationRefund } from "./destination-refund.ts";
import { withNewest } from "./newest-shown.ts";
import { shareOf } from "./share.ts";

export interface ReversalFacts {
  /** Minor units of the transfer's currency; undefined takes all that is left. */
  readonly amount: number | undefined;
  readonly metadata: Record<string, string>;
  /** Gives the connected account its part of the platform's fee back. */
  readonly refundsFee: boolean;
  /** The customer's refund that it pays for. */
  readonly sourceRefund: string | null;
}

/**
 * Takes money of a transfer back: a `transfer_refund` here, a `payment_refund` there. What is still pending there goes back as
 * pending; otherwise the account must have it available (docs.stripe.com/connect/separate-charges-and-transfers#reverse-transfers).
 */
export function addReversal(
  world: World,
  transfer: Stripe.Transfer,
  facts: ReversalFacts,
): Stripe.TransferReversal {
  const amount = reversibleAmount(transfer, facts.amount);
  const id = world.ids.next("trr_1", 23);
  const destination = idOf(transfer.destination) ?? "";
  const after = transfer.amount_reversed + amount;
  const returned = world.store.onAccount(destination, () => {
    const payment = requireObject(world, "charge", idOf(transfer.destination_payment) ?? "");
    const feeBack = facts.refundsFee ? returnFeeShare(world, transfer, payment, after) : 0;
    const booked = world.store.get("balance_transaction", idOf(payment.balance_transaction) ?? "");
    // What it must have is in the currency of its own balance.
    const needed = settlementOf(world, amount - feeBack, transfer.currency);
    if (booked?.status !== "pending") requireAvailable(world, needed.amount, needed.currency);
    return addDestinationRefund(world, payment, {
      amount,
      reversal: id,
      feeDetails: feeBack > 0 ? [feeDetailBack(world, feeBack, transfer)] : [],
    });
  });
  const movement = bookMovement(world, {
    type: "transfer_refund",
    amount,
    currency: transfer.currency,
    exchangeRate: null,
    feeDetails: [],
    source: id,
    description: transfer.description,
    availableOn: goesWith(world, idOf(transfer.balance_transaction)),
  });
  const reversal: Stripe.TransferReversal = {
    id,
    object: "transfer_reversal",
    amount,
    balance_transaction: movement.id,
    created: world.clock.nowSeconds(),
    currency: transfer.currency,
    destination_payment_refund: returned.id,
    metadata: facts.metadata,
    source_refund: facts.sourceRefund,
    transfer: transfer.id,
  };
  addObject(world, "transfer_reversal", reversal, null);
  const change = {
    amount_reversed: after,
    reversals: withNewest(transfer.reversals, reversal),
    reversed: after === transfer.amount,
  };
  changeObject(world, "transfer", transfer, change, ["transfer.reversed"]);
  return reversal;
}

/** Gives back the fee's share of what is reversed, and answers how much that is. */
function returnFeeShare(
  world: World,
  transfer: Stripe.Transfer,
  payment: Stripe.Charge,
  reversedAfter: number,
): number {
  const fee = feeOf(world, payment);
  if (fee === undefined) return 0;
  const share = shareOf(fee.amount, transfer.amount_reversed, reversedAfter, transfer.amount);
  const amount = Math.min(share, fee.amount - fee.amount_refunded);
  if (amount > 0) refundFee(world, fee, { amount, metadata: {} });
  return amount;
}

function reversibleAmount(transfer: Stripe.Transfer, asked: number | undefined): number {
  const left = transfer.amount - transfer.amount_reversed;
  const amount = asked ?? left;
  if (left > 0 && amount <= left) return amount;
  throw refused(
    left === 0
      ? `Transfer ${transfer.id} has already been fully reversed.`
      : `Reversal amount (${formatAmount(amount, transfer.currency)}) is greater than unreversed amount on transfer (${formatAmount(left, transfer.currency)})`,
    { param: "amount" },
  );
}
