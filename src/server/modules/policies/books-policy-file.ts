import type { BooksChangeKind } from "#core/contracts/books-changes.ts";
import type { Role } from "#core/roles.ts";

/** The rules for changes of the books as data, so that a change of them is a change of one file with a new version. */
export interface BooksPolicyFile {
  readonly version: string;
  /** Another person of this role signs up to the limit; above it, or where no limit tells, the last resort. */
  readonly approver: Role;
  readonly lastResort: Role;
  /** What is at stake may be this much in whole units of the base currency; null where nothing is at stake in money. */
  readonly limitMajor: Readonly<Record<BooksChangeKind, bigint | null>>;
}

/** The rules in force. Whoever changes a figure gives the file a new version: decisions keep the one they were made under. */
export const booksPolicyFile: BooksPolicyFile = {
  version: "2026-11-20",
  approver: "finance",
  lastResort: "manager",
  limitMajor: {
    ledger_adjustment: 1_000n,
    ledger_write_off: 100n,
    bank_match: 100n,
    journal_reversal: 1_000n,
    period_close: null,
  },
};
