import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { addPayout } from "../payouts.ts";
import { bankAccountOf } from "./bank-accounts.ts";

/** Why a bank sends a payout back (docs.stripe.com/api/payouts/failures); the sentences are our own. */
const FAILURES = {
  account_closed: "The bank account has been closed.",
  account_frozen: "The bank account has been frozen.",
  bank_account_restricted: "The bank account does not take this kind of payment.",
  could_not_process: "The bank could not process this transfer.",
  debit_not_authorized: "The bank account does not allow debits.",
  declined: "The bank declined this transfer.",
  incorrect_account_holder_name: "The name of the account's holder is not the bank's.",
  insufficient_funds: "There was not enough money for this payout.",
  invalid_account_number: "The bank account's number is not right.",
  invalid_currency: "The bank account does not take this currency.",
  no_account: "The bank has no such account.",
  unsupported_card: "The card takes no payouts.",
} as const;
export type PayoutFailure = keyof typeof FAILURES;

/** Puts the money of a payout that did not arrive back into the available balance. */
function bringBack(
  world: World,
  payout: Stripe.Payout,
  type: "payout_failure" | "payout_cancel",
  description: string,
): string {
  return bookMovement(world, {
    type,
    amount: payout.amount,
    currency: payout.currency,
    exchangeRate: null,
    feeDetails: [],
    source: payout.id,
    description,
    availableOn: world.clock.nowSeconds(),
  }).id;
}

/**
 * The bank sent a payout back, on its way or after it seemed paid (docs.stripe.com/payouts#payout-failures). Nothing
 * happens to one that has failed or was canceled; 404 for an unknown id.
 */
export function failPayout(world: World, id: string, code: PayoutFailure): void {
  const payout = requireObject(world, "payout", id);
  if (payout.status === "failed" || payout.status === "canceled") return;
  changeObject(
    world,
    "payout",
    payout,
    {
      status: "failed",
      failure_code: code,
      failure_message: FAILURES[code],
      failure_balance_transaction: bringBack(world, payout, "payout_failure", "PAYOUT FAILURE"),
      trace_id: (payout.trace_id?.value ?? null) === null ? UNTRACEABLE : payout.trace_id,
    },
    ["payout.updated", "payout.failed"],
  );
}

const UNTRACEABLE = { status: "unsupported", value: null };

/** Takes back a manual payout that is still pending (docs.stripe.com/api/payouts/cancel); 400 for any other. */
export function cancelPayout(world: World, id: string): Stripe.Payout {
  const payout = requireObject(world, "payout", id);
  if (payout.automatic)
    throw refused("Automatic payouts cannot be canceled.", { code: "payouts_not_allowed" });
  if (payout.status !== "pending")
    throw refused(
      `Payouts can only be canceled while they are pending; this one is ${payout.status}.`,
    );
  return changeObject(
    world,
    "payout",
    payout,
    {
      status: "canceled",
      failure_balance_transaction: bringBack(world, payout, "payout_cancel", "PAYOUT CANCEL"),
      trace_id: UNTRACEABLE,
    },
    ["payout.updated", "payout.canceled"],
  );
}

/**
 * Debits the bank account for a payout that was paid, as a payout of the opposite amount (docs.stripe.com/api/payouts/reverse).
 * 400 unless the bank is in the United States or Canada, or when it was reversed before.
 */
export function reversePayout(
  world: World,
  id: string,
  metadata: Record<string, string>,
): Stripe.Payout {
  const payout = requireObject(world, "payout", id);
  const { country } = bankAccountOf(world, payout.currency);
  if (country !== "US" && country !== "CA")
    throw refused("Payouts can only be reversed for bank accounts in the US and Canada.");
  if (payout.status !== "paid" || payout.original_payout !== null)
    throw refused(`This payout cannot be reversed: its status is ${payout.status}.`);
  if (payout.reversed_by !== null) throw refused("This payout has already been reversed.");
  const reversal = addPayout(world, {
    amount: -payout.amount,
    currency: payout.currency,
    automatic: false,
    description: null,
    metadata,
    statementDescriptor: payout.statement_descriptor,
    original: payout.id,
  });
  changeObject(world, "payout", payout, { reversed_by: reversal.id }, ["payout.updated"]);
  return reversal;
}
