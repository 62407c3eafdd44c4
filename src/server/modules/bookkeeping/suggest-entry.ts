import { BREAK_TYPES, type BreakType } from "#core/break-types.ts";
import type { Money } from "#core/money.ts";
import { type AccountCode, accountCode, isAdjustable } from "../ledger/index.ts";

/** What stands on an account because of a break; debit positive. */
export interface Standing {
  readonly account: AccountCode;
  readonly balance: Money;
}

/** A leg of a suggestion; `account` is null where only a person can tell which. */
export interface SuggestedLeg {
  readonly account: AccountCode | null;
  readonly amount: Money;
}

/** Either an entry that usually clears the break, or, where no entry of ours can, what to do instead. */
export type Suggestion =
  | { readonly kind: "entry"; readonly legs: readonly SuggestedLeg[]; readonly why: string }
  | { readonly kind: "instead"; readonly text: string };

/** Where what stands usually belongs. `to` null: a person must say. */
interface Clears {
  readonly to: AccountCode | null;
  readonly why: string;
}
type Rule = Clears | string;

const STRIPES_OWN = "No entry can help: what mirrors Stripe's balance is only posted by Stripe.";

/** One rule for each type. A new type does not compile until somebody says what helps. */
const RULES: Readonly<Record<BreakType, Rule>> = {
  MISSING_IN_LEDGER: `${STRIPES_OWN} The feed pulls it by itself; if it stays, see whether the worker runs.`,
  MISSING_AT_STRIPE: `${STRIPES_OWN} Send the id to Stripe's support and keep their answer in a note.`,
  UNMAPPED_TYPE: {
    to: null,
    why: "A type that the posting rule did not know stands in suspense: say what it was.",
  },
  AMOUNT_MISMATCH: { to: null, why: "What did not add up stands in suspense: say what it was." },
  FEE_MISMATCH: {
    to: "E.fee.stripe",
    why: "The part of the fee that Stripe did not itemise stands in suspense.",
  },
  CURRENCY_MISMATCH: {
    to: null,
    why: "What came in another currency stands in suspense: say what it was.",
  },
  CHANGED_AT_STRIPE: `${STRIPES_OWN} Compare both records below and ask Stripe's support why it changed.`,
  FX_SOURCE_UNKNOWN:
    "Nothing is wrong with the money. Import the payment, so that the customer's own amount is known.",
  DUPLICATE: `${STRIPES_OWN} Run the verification of the ledger; a second journal cannot exist under one key.`,
  BALANCE_DRIFT: `${STRIPES_OWN} Wake the feed and compare again; the runbook on ledger drift tells the steps.`,
  OUT_OF_BAND_REFUND:
    "The books are right. Find out who refunded at Stripe without the console, and write it in a note.",
  OBJECT_WITHOUT_TRANSACTION:
    "Wait for the feed; if Stripe has no transaction for it, send the id to Stripe's support.",
  REFUND_FUNDS_RETURNED:
    "Pay the customer in another way. What is owed leaves the books once the new refund is settled.",
  REFUND_STUCK_PENDING: "Ask Stripe's support with the refund's id; the customer may have to wait.",
  COMMAND_UNKNOWN_STALE:
    "Open the override: its page says what was sent and how to find its effect.",
  DISPUTE_OPEN_AGED: "Answer the dispute, or accept it, before its evidence is due.",
  PAYOUT_SUM_MISMATCH: `${STRIPES_OWN} Compare the payout's lines; Stripe's support can explain a missing one.`,
  PAYOUT_FAILED_AFTER_PAID:
    "Stripe has the money again. Correct the bank details at Stripe; the next payout takes it along.",
  PAYOUT_NOT_IN_BANK:
    "Import the bank's statement, or accept a proposed match. After five bank days ask the bank with the trace id.",
  BANK_AMENDED: {
    to: "A.bank.transit",
    why: "The bank tells another amount than its match was booked with: what differs is on its way again until somebody says what it was.",
  },
  BANK_UNKNOWN: {
    to: null,
    why: "The bank booked it and no payout explains it: say what it was, a fee of the bank for example.",
  },
  FEE_DRIFT:
    "The fees are booked as Stripe charged them. Compare with the agreement and claim the difference from Stripe.",
  FX_RESIDUAL: {
    to: "E.fx_gain_loss",
    why: "Both sides of the conversion are known: what is left is its gain or loss.",
  },
  SUSPENSE_AGED: { to: null, why: "It stands in suspense until somebody says what it was." },
  CLEARING_AGED: { to: null, why: "A clearing account must come back to zero." },
};

/** Where an aged clearing account usually goes. */
const CLEARING_TO: Readonly<Partial<Record<AccountCode, AccountCode>>> = {
  "A.dispute_receivable": "E.dispute_loss",
  "X.fx": "E.fx_gain_loss",
};

/**
 * Suggests how a break is cleared. Pure. `standing` is what the books hold because of it; for a line of the bank, which
 * the books do not hold yet, it is the bank's account with the line's amount negated: what is missing there.
 */
export function suggestEntry(type: BreakType, standing: readonly Standing[]): Suggestion {
  const rule = RULES[type];
  if (typeof rule === "string") return { kind: "instead", text: rule };
  const open = standing.filter(
    ({ account, balance }) => isAdjustable(account) && balance.amountMinor !== 0n,
  );
  if (open.length === 0) {
    const text =
      "Nothing stands on a clearing account for it any more. The next run looks whether the break is gone.";
    return { kind: "instead", text };
  }
  const legs = open.flatMap(({ account, balance }) => {
    const { amountMinor, currency } = balance;
    const to = rule.to ?? (type === "CLEARING_AGED" ? (CLEARING_TO[account] ?? null) : null);
    return [
      { account, amount: { amountMinor: -amountMinor, currency } },
      { account: to, amount: balance },
    ];
  });
  return { kind: "entry", legs, why: rule.why };
}

/** What a write-off would take: the one amount that stands, or null where there is none, several, or it is the bank's own. */
export function writeOffOf(type: BreakType, standing: readonly Standing[]): Standing | null {
  if (type === "BANK_UNKNOWN" || suggestEntry(type, standing).kind === "instead") return null;
  const [only, ...more] = standing.filter(({ balance }) => balance.amountMinor !== 0n);
  return only && more.length === 0 && isAdjustable(only.account) ? only : null;
}

/** A break's type as the table knows it; null for one of a newer version. */
export function breakType(text: string): BreakType | null {
  return Object.hasOwn(BREAK_TYPES, text) ? (text as BreakType) : null;
}

/** An account by its code when people may post to it, else null. */
export function adjustableAccount(code: string): AccountCode | null {
  const account = accountCode(code);
  return account !== null && isAdjustable(account) ? account : null;
}
