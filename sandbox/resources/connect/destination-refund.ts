import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { addObject, changeObject } from "../change-object.ts";
import { settlementOf } from "../money/exchange-rates.ts";
import { goesWith, settledFees } from "./application-fees.ts";

export interface ReturnedMoney {
  /** Minor units of the payment's currency. */
  readonly amount: number;
  readonly reversal: string;
  /** The platform's fee as far as it is given back with it: negative. */
  readonly feeDetails: Stripe.BalanceTransaction.FeeDetail[];
}

/** The refund as which a transfer's reversal shows on the account that gives the money back. */
export function addDestinationRefund(
  world: World,
  payment: Stripe.Charge,
  { amount, reversal, feeDetails }: ReturnedMoney,
): Stripe.Refund {
  const id = world.ids.next("pyr_1", 23);
  const settlement = settlementOf(world, amount, payment.currency);
  const movement = bookMovement(world, {
    type: "payment_refund",
    ...settlement,
    amount: -settlement.amount,
    feeDetails: settledFees(feeDetails, settlement),
    source: id,
    description: payment.description,
    availableOn: goesWith(world, idOf(payment.balance_transaction)),
  });
  const refund: Stripe.Refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: movement.id,
    charge: payment.id,
    created: world.clock.nowSeconds(),
    currency: payment.currency,
    customer: null,
    customer_account: null,
    destination_details: { type: "stripe_account" },
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: reversal,
    status: "succeeded",
    transfer_reversal: null,
  };
  addObject(world, "refund", refund, "refund.created");
  const refunded = payment.amount_refunded + amount;
  const change = { amount_refunded: refunded, refunded: refunded === payment.amount };
  changeObject(world, "charge", payment, change, ["charge.refunded"]);
  return refund;
}
