import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { addObject, changeObject } from "../change-object.ts";
import { formatAmount } from "../money/currencies.ts";
import { convertAmount, type Settlement } from "../money/exchange-rates.ts";
import { applicationId } from "./application.ts";
import { withNewest } from "./newest-shown.ts";

export interface FeeFacts {
  readonly id: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  /** The connected account that pays it. */
  readonly account: string;
  /** That account's charge or payment. */
  readonly charge: string;
  /** The platform's charge behind that payment; null for a direct charge. */
  readonly originating: string | null;
  /** Seconds: when the money it is taken from becomes available. */
  readonly availableOn: number;
}

/** The platform earns a fee of a connected account's payment; `application_fee.created` tells so. */
export function addApplicationFee(world: World, facts: FeeFacts): Stripe.ApplicationFee {
  return world.store.onAccount(null, () => {
    const movement = bookMovement(world, {
      type: "application_fee",
      amount: facts.amount,
      currency: facts.currency,
      exchangeRate: null,
      feeDetails: [],
      source: facts.id,
      description: null,
      availableOn: facts.availableOn,
    });
    const fee: Stripe.ApplicationFee = {
      id: facts.id,
      object: "application_fee",
      account: facts.account,
      amount: facts.amount,
      amount_refunded: 0,
      application: applicationId(world),
      balance_transaction: movement.id,
      charge: facts.charge,
      created: world.clock.nowSeconds(),
      currency: facts.currency,
      fee_source: { charge: facts.charge, type: "charge" },
      livemode: false,
      originating_transaction: facts.originating,
      refunded: false,
      refunds: {
        object: "list",
        data: [],
        has_more: false,
        url: `/v1/application_fees/${facts.id}/refunds`,
      },
    };
    return addObject(world, "application_fee", fee, "application_fee.created");
  });
}

/** The fee taken from a connected account's charge or payment; undefined when there is none. */
export function feeOf(world: World, charge: Stripe.Charge): Stripe.ApplicationFee | undefined {
  const id = idOf(charge.application_fee);
  return id === null
    ? undefined
    : world.store.onAccount(null, () => world.store.get("application_fee", id));
}

/** The platform's fee as the account that pays it sees it in its movement. */
export function feeDetail(
  world: World,
  amount: number,
  currency: string,
): Stripe.BalanceTransaction.FeeDetail {
  return {
    amount,
    application: applicationId(world),
    currency,
    description: "Example Marketplace application fee",
    type: "application_fee",
  };
}

/** Fees in the currency that their movement settles in, at its own rate: a movement knows one currency only. */
export function settledFees(
  fees: readonly Stripe.BalanceTransaction.FeeDetail[],
  { currency, exchangeRate }: Settlement,
): Stripe.BalanceTransaction.FeeDetail[] {
  return fees.map((fee) =>
    exchangeRate === null
      ? fee
      : {
          ...fee,
          amount: convertAmount(fee.amount, fee.currency, currency, exchangeRate),
          currency,
        },
  );
}

/** A fee that is given back, as part of the refund's movement. */
export function feeDetailBack(
  world: World,
  amount: number,
  { currency }: { readonly currency: string },
): Stripe.BalanceTransaction.FeeDetail {
  return {
    ...feeDetail(world, -amount, currency),
    description: "Example Marketplace application fee refund",
  };
}

export interface FeeRefundFacts {
  /** Minor units; undefined gives back all that is left. */
  readonly amount: number | undefined;
  readonly metadata: Record<string, string>;
}

/** Takes a fee, or a part of it, from the platform's balance. Booking it on the other side is up to the caller. */
export function refundFee(
  world: World,
  fee: Stripe.ApplicationFee,
  facts: FeeRefundFacts,
): Stripe.FeeRefund {
  const left = fee.amount - fee.amount_refunded;
  const amount = facts.amount ?? left;
  if (left === 0 || amount > left) {
    throw refused(
      left === 0
        ? `Application fee ${fee.id} has already been refunded.`
        : `Refund amount (${formatAmount(amount, fee.currency)}) is greater than unrefunded amount on fee (${formatAmount(left, fee.currency)})`,
      { param: "amount" },
    );
  }
  return world.store.onAccount(null, () => {
    const id = world.ids.next("fr_1", 23);
    const movement = bookMovement(world, {
      type: "application_fee_refund",
      amount: -amount,
      currency: fee.currency,
      exchangeRate: null,
      feeDetails: [],
      source: id,
      description: null,
      availableOn: goesWith(world, idOf(fee.balance_transaction)),
    });
    const refund: Stripe.FeeRefund = {
      id,
      object: "fee_refund",
      amount,
      balance_transaction: movement.id,
      created: world.clock.nowSeconds(),
      currency: fee.currency,
      fee: fee.id,
      metadata: facts.metadata,
    };
    addObject(world, "fee_refund", refund, null);
    const refunded = fee.amount_refunded + amount;
    const change = {
      amount_refunded: refunded,
      refunded: refunded === fee.amount,
      refunds: withNewest(fee.refunds, refund),
    };
    changeObject(world, "application_fee", fee, change, ["application_fee.refunded"]);
    return refund;
  });
}

/**
 * Gives a returned fee to the account that paid it where no refund of its own carries it. Stripe does not document how
 * that looks there: an `adjustment` without a source is our choice.
 */
export function creditFee(world: World, fee: Stripe.ApplicationFee, amount: number): void {
  const charge = idOf(fee.charge) ?? "";
  world.store.onAccount(idOf(fee.account), () => {
    const paid = world.store.get("charge", charge);
    bookMovement(world, {
      type: "adjustment",
      amount,
      currency: fee.currency,
      exchangeRate: null,
      feeDetails: [],
      source: null,
      description: `Application fee refund for ${charge}`,
      availableOn: goesWith(world, idOf(paid?.balance_transaction)),
    });
  });
}

/** What goes back of money that is still pending waits with it. */
export function goesWith(world: World, transaction: string | null): number {
  const booked = world.store.get("balance_transaction", transaction ?? "");
  return booked?.status === "pending" ? booked.available_on : world.clock.nowSeconds();
}
