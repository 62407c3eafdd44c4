import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { bankAccountCode } from "../ledger/index.ts";
import type { BooksLeg, BooksWork } from "./books-work.ts";
import {
  debitsOf,
  effectOnBreak,
  factsOfBreak,
  onBreak,
  openBreak,
  postForBreak,
  words,
} from "./break-target.ts";
import { findBankAccounts } from "./breaks.repo.ts";
import { adjustableAccount } from "./suggest-entry.ts";

type Adjustment = Extract<BooksChange, { kind: "ledger_adjustment" }>;

/** A journal that a person composed for a break, on the accounts that people may post to. */
export const adjustment: BooksWork<Adjustment> = {
  ...onBreak,
  async plan(tx, { scope }, change) {
    const found = await openBreak(tx, scope, change.breakId);
    const legs = demandLegs(change);
    await demandKnownBanks(tx, scope, legs);
    const debits = debitsOf(legs);
    const [first] = debits;
    invariant(first, "a balanced journal with amounts has a debit");
    return {
      target: { type: "break", id: found.id },
      amount: first,
      atStake: debits,
      title: `Adjust the books by ${debits.map(words).join(" and ")} for the break on ${found.objectId}.`,
      href: `/reconciliation/breaks/${found.id}`,
      facts: factsOfBreak(found),
      legs,
      exceptions: [],
      effect: effectOnBreak(found, legs),
      reasonCode: found.type,
    };
  },
  execute: (tx, runtime, command, change) =>
    postForBreak(tx, runtime, command, {
      breakId: change.breakId,
      legs: demandLegs(change),
      description: "adjustment of a break",
    }),
};

/** Throws ACCOUNT_NOT_ADJUSTABLE, INVALID_INPUT for a leg of zero, LEGS_UNBALANCED. */
function demandLegs({ legs }: Adjustment): BooksLeg[] {
  const sums = new Map<string, bigint>();
  const read = legs.map(({ account: code, amount }) => {
    const account = adjustableAccount(code);
    if (account === null) throw new DomainError("ACCOUNT_NOT_ADJUSTABLE", { account: code });
    if (amount.amountMinor === 0n) throw new DomainError("INVALID_INPUT", { field: "legs" });
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.amountMinor);
    return {
      account,
      amount: { amountMinor: amount.amountMinor, currency: currency(amount.currency) },
    };
  });
  const unequal = [...sums].find(([, sum]) => sum !== 0n);
  if (unequal)
    throw new DomainError("LEGS_UNBALANCED", {
      currency: unequal[0],
      difference: unequal[1].toString(),
    });
  return read;
}

/** An account at a bank is only one that was set up: a code is opened in the books by its first entry. */
async function demandKnownBanks(
  tx: Transaction,
  scope: AccountScope,
  legs: readonly BooksLeg[],
): Promise<void> {
  const named = legs.filter(
    ({ account }) => account.startsWith("A.bank.") && account !== "A.bank.transit",
  );
  if (named.length === 0) return;
  const banks = await findBankAccounts(tx, scope);
  const known = new Set<string>(banks.map(({ identifierHash }) => bankAccountCode(identifierHash)));
  const unknown = named.find(({ account }) => !known.has(account));
  if (unknown) throw new DomainError("ACCOUNT_NOT_ADJUSTABLE", { account: unknown.account });
}
