import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import { ACCOUNT_CURRENCY, type World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { requireObject } from "../change-object.ts";
import { convertAmount, exchangeRate, settlementOf } from "../money/exchange-rates.ts";
import { holdsMoney, isOpenInquiry } from "./dispute-kinds.ts";

/**
 * What each chargeback costs, in euro cents: our own price. Stripe keeps the fee for a received
 * dispute also when it is won (support.stripe.com/topics/disputes); the fee for countering one is left out.
 */
const DISPUTE_FEE = 2_000;

/** Every dispute of a charge, newest first. */
export function disputesOf(world: World, chargeId: string): Stripe.Dispute[] {
  return world.store.find("dispute", {
    conditions: [{ sql: "charge = ?", values: [chargeId] }],
    order: "newest",
    limit: 1_000,
  });
}

/** What cardholders' banks hold of a charge, in its own currency: all of its chargebacks that were not won. */
export function disputedAmount(world: World, chargeId: string): number {
  return disputesOf(world, chargeId)
    .filter(holdsMoney)
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** What of a charge is disputed already, in its own currency: chargebacks that were not won, and open inquiries. */
export function claimedAmount(world: World, chargeId: string): number {
  return disputesOf(world, chargeId)
    .filter((dispute) => holdsMoney(dispute) || isOpenInquiry(dispute))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Takes the disputed amount, and where `fee` the fee, out of the balance: pending as long as the payment itself is. */
export function withdraw(
  world: World,
  dispute: Pick<Stripe.Dispute, "id" | "amount" | "currency">,
  charge: Stripe.Charge,
  fee: boolean,
): Stripe.BalanceTransaction {
  const paid = world.store.get("balance_transaction", idOf(charge.balance_transaction) ?? "");
  const settlement = settlementOf(world, -dispute.amount, dispute.currency);
  const { currency } = settlement;
  const rate = exchangeRate(world, ACCOUNT_CURRENCY, currency);
  return bookMovement(world, {
    ...settlement,
    type: "adjustment",
    reportingCategory: "dispute",
    feeDetails: fee
      ? [
          {
            amount: convertAmount(DISPUTE_FEE, ACCOUNT_CURRENCY, currency, rate),
            application: null,
            currency,
            description: "Dispute fee",
            type: "stripe_fee",
          },
        ]
      : [],
    source: dispute.id,
    description: `Chargeback withdrawal for ${charge.id}`,
    availableOn: paid?.status === "pending" ? paid.available_on : world.clock.nowSeconds(),
  });
}

/** Gives back exactly what was withdrawn, at the rate of then; the fee stays with Stripe. */
export function reinstate(world: World, dispute: Stripe.Dispute): Stripe.BalanceTransaction {
  const [taken] = dispute.balance_transactions;
  if (taken === undefined) throw new Error(`${dispute.id}: won, yet nothing was withdrawn`);
  const { status, available_on } = requireObject(world, "balance_transaction", taken.id);
  return bookMovement(world, {
    type: "adjustment",
    reportingCategory: "dispute_reversal",
    amount: -taken.amount,
    currency: taken.currency,
    exchangeRate: taken.exchange_rate,
    feeDetails: [],
    source: dispute.id,
    description: `Chargeback reversal for ${idOf(dispute.charge) ?? ""}`,
    availableOn: status === "pending" ? available_on : world.clock.nowSeconds(),
  });
}
