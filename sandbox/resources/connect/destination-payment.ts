import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { settlementOf } from "../money/exchange-rates.ts";
import { settledFees } from "./application-fees.ts";

/** What arrives at a connected account. */
export interface ArrivingMoney {
  readonly transfer: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly transferGroup: string | null;
  /** Seconds: with the charge it comes from, or at once. */
  readonly availableOn: number;
  /** What the platform keeps of it. */
  readonly feeDetails: Stripe.BalanceTransaction.FeeDetail[];
  readonly applicationFee: { readonly id: string; readonly amount: number } | null;
  readonly application: string | null;
}

/** The payment as which a transfer shows on the account it goes to: a charge with an id `py_…`. */
export function addDestinationPayment(world: World, money: ArrivingMoney): Stripe.Charge {
  const id = world.ids.next("py_1", 23);
  const settlement = settlementOf(world, money.amount, money.currency);
  const transaction = bookMovement(world, {
    type: "payment",
    ...settlement,
    feeDetails: settledFees(money.feeDetails, settlement),
    source: id,
    description: money.description,
    availableOn: money.availableOn,
  });
  const charge: Stripe.Charge = {
    ...BLANK,
    id,
    amount: money.amount,
    amount_captured: money.amount,
    application: money.application,
    application_fee: money.applicationFee?.id ?? null,
    application_fee_amount: money.applicationFee?.amount ?? null,
    balance_transaction: transaction.id,
    created: world.clock.nowSeconds(),
    currency: money.currency,
    description: money.description,
    source_transfer: money.transfer,
    transfer_group: money.transferGroup,
  };
  world.store.insert("charge", charge);
  return charge;
}

const NO_ADDRESS = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** What all such payments have in common: no customer and no card stand behind them. */
const BLANK: Omit<
  Stripe.Charge,
  "id" | "amount" | "amount_captured" | "created" | "currency" | "source_transfer"
> = {
  object: "charge",
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null },
  calculated_statement_descriptor: null,
  captured: true,
  customer: null,
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  metadata: {},
  on_behalf_of: null,
  outcome: null,
  paid: true,
  payment_intent: null,
  payment_method: null,
  payment_method_details: { type: "stripe_account", stripe_account: {} },
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  status: "succeeded",
  transfer_data: null,
  transfer_group: null,
};
