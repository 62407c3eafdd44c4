import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { DomainError } from "#core/errors.ts";
import { negate } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
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
import { findStanding, findStoredBreak, type StoredBreak } from "./breaks.repo.ts";
import { breakType, writeOffOf } from "./suggest-entry.ts";

type WriteOff = Extract<BooksChange, { kind: "ledger_write_off" }>;

/** The whole of what a break left on one account, booked as a loss or a gain on what is written off. */
export const writeOff: BooksWork<WriteOff> = {
  ...onBreak,
  async plan(tx, { scope }, change) {
    const found = await openBreak(tx, scope, change.breakId);
    const legs = await legsOf(tx, { scope }, found);
    const debits = debitsOf(legs);
    const [amount] = debits;
    if (!amount) throw nothingStands();
    return {
      target: { type: "break", id: found.id },
      amount,
      atStake: debits,
      title: `Write off ${words(amount)} for the break on ${found.objectId}.`,
      href: `/reconciliation/breaks/${found.id}`,
      facts: factsOfBreak(found),
      legs,
      exceptions: [],
      effect: effectOnBreak(found, legs),
      reasonCode: found.type,
    };
  },
  async execute(tx, runtime, command, { breakId }) {
    const found = await findStoredBreak(tx, runtime.scope, breakId);
    const legs = found === null ? [] : await legsOf(tx, runtime, found);
    const [debit] = debitsOf(legs);
    if (debit?.amountMinor !== command.amount || debit.currency !== command.currency)
      throw new DomainError("BOOKS_CHANGE_STALE", { why: "Another amount stands there now." });
    return await postForBreak(tx, runtime, command, {
      breakId,
      legs,
      description: "write-off of a break",
    });
  },
};

/** Throws BOOKS_CHANGE_STALE when nothing stands that could be written off. */
async function legsOf(
  tx: Transaction,
  { scope }: Pick<Runtime, "scope">,
  found: StoredBreak,
): Promise<BooksLeg[]> {
  const type = breakType(found.type);
  const stands = type === null ? null : writeOffOf(type, await findStanding(tx, scope, found));
  if (stands === null) throw nothingStands();
  return [
    { account: stands.account, amount: negate(stands.balance) },
    { account: "E.writeoff", amount: stands.balance },
  ];
}

function nothingStands(): DomainError {
  return new DomainError("BOOKS_CHANGE_STALE", {
    why: "Nothing stands that could be written off.",
  });
}
