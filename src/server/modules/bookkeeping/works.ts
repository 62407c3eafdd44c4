import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import type { BooksChangeKind } from "#core/contracts/books-changes.ts";
import { adjustment } from "./adjust-books.ts";
import type { BooksWork } from "./books-work.ts";
import { periodClose } from "./close-period.ts";
import { bankMatch } from "./match-bank.ts";
import { reversal } from "./take-back-journal.ts";
import { writeOff } from "./write-off.ts";

const WORKS: {
  readonly [K in BooksChangeKind]: BooksWork<Extract<BooksChange, { kind: K }>>;
} = {
  ledger_adjustment: adjustment,
  ledger_write_off: writeOff,
  bank_match: bankMatch,
  journal_reversal: reversal,
  period_close: periodClose,
};

/** What is particular to the kind of a change. It is only ever handed changes of that kind. */
export function workOf(change: BooksChange): BooksWork {
  return WORKS[change.kind];
}
