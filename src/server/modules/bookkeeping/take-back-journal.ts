import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { systemActor } from "../audit/index.ts";
import { accountCode, findPostedJournal, reverseJournal } from "../ledger/index.ts";
import type { BooksLeg, BooksWork } from "./books-work.ts";
import { debitsOf, words } from "./break-target.ts";

type Reversal = Extract<BooksChange, { kind: "journal_reversal" }>;

/** A journal that people posted, taken back by its mirror image. The break it was for is found again by the next run. */
export const reversal: BooksWork<Reversal> = {
  async plan(tx, { scope }, { journalId }) {
    const { description, objectId, key, legs } = await adjustmentOf(tx, scope, journalId);
    const debits = debitsOf(legs);
    const [first] = debits;
    invariant(first, "a balanced journal with amounts has a debit");
    return {
      target: { type: "journal", id: journalId },
      amount: first,
      atStake: debits,
      title: `Take back the ${description} of ${debits.map(words).join(" and ")}.`,
      href: `/ledger/journals/${journalId}`,
      facts: [
        { label: "Journal", value: key },
        { label: "About", value: objectId ?? "–" },
      ],
      legs,
      exceptions: [],
      effect: { journalId, legs: legs.map(({ account, amount }) => ({ account, ...amount })) },
      reasonCode: "journal_reversal",
    };
  },
  // Nothing is marked: a journal can be taken back once, whoever asks, and the second request finds it done.
  begin: () => Promise.resolve(),
  async standing(tx, scope, _command, { journalId }) {
    const found = await findPostedJournal(tx, scope, BigInt(journalId));
    const stale = found?.isTakenBack === false ? null : "The journal was taken back before.";
    return { stale, exceptions: [] };
  },
  async execute(tx, { scope, clock }, command, { journalId }) {
    const { description } = await adjustmentOf(tx, scope, journalId);
    const id = await reverseJournal(
      tx,
      scope,
      {
        journalId: BigInt(journalId),
        eventAt: clock.now(),
        description: `taken back: ${description}`,
      },
      { by: systemActor("executor"), commandId: command.id },
    );
    return id.toString();
  },
  release: () => Promise.resolve(),
};

/** Throws NOT_FOUND, ACCOUNT_NOT_ADJUSTABLE for what no person posted, BOOKS_CHANGE_STALE when it was taken back before. */
async function adjustmentOf(tx: Transaction, scope: AccountScope, journalId: string) {
  const found = await findPostedJournal(tx, scope, BigInt(journalId));
  if (found === null) throw new DomainError("NOT_FOUND", { journalId });
  if (found.kind !== "ADJ") throw new DomainError("ACCOUNT_NOT_ADJUSTABLE", { kind: found.kind });
  if (found.isTakenBack)
    throw new DomainError("BOOKS_CHANGE_STALE", { why: "The journal was taken back before." });
  const legs = found.legs.flatMap(({ code, currency: of, amount }): BooksLeg[] => {
    const account = accountCode(code);
    return account === null
      ? []
      : [{ account, amount: { amountMinor: -amount, currency: currency(of) } }];
  });
  return { ...found, legs };
}
