import type { Canonical } from "#core/canonical-json.ts";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { AuditActor } from "../audit/index.ts";
import type { CommandRow } from "../commands/index.ts";
import type { AccountCode } from "../ledger/index.ts";

/** A leg of a journal: debit positive. */
export interface BooksLeg {
  readonly account: AccountCode;
  readonly amount: Money;
}

/** What a change would do, worked out from the facts of now and before anybody judged it. */
export interface BooksPlan {
  readonly target: { readonly type: string; readonly id: string };
  /** What lists show as its amount. */
  readonly amount: Money;
  /** What may be wrong if the change is; the policy's limit is about its sum. Empty where no money is at stake. */
  readonly atStake: readonly Money[];
  readonly title: string;
  readonly href: string;
  readonly facts: BooksPreview["facts"];
  readonly legs: readonly BooksLeg[];
  /** What is closed over although it is open; empty but for a month. */
  readonly exceptions: readonly string[];
  /** What it rests on and what exactly would be written; the preview is bound to it. */
  readonly effect: { readonly [key: string]: Canonical };
  readonly reasonCode: string;
}

export interface BeginBooks<Change> {
  readonly change: Change;
  readonly plan: BooksPlan;
  readonly commandId: string;
  readonly by: AuditActor;
  readonly note: string;
  /** Business time. */
  readonly at: Date;
}

/** What differs between the kinds of changes of the books. The life of the command is the same for all. */
export interface BooksWork<Change extends BooksChange = BooksChange> {
  /** Works the change out. Throws what refuses it: NOT_FOUND, BREAK_RESOLVED, BOOKS_CHANGE_STALE, and others. */
  plan(
    tx: Transaction,
    runtime: Pick<Runtime, "scope" | "clock">,
    change: Change,
  ): Promise<BooksPlan>;
  /** Marks what it is about as asked for, in the transaction of the request. */
  begin(tx: Transaction, scope: AccountScope, start: BeginBooks<Change>): Promise<void>;
  /** Why what it rests on is no longer so, in a sentence; null while it is. And what is closed over, as it stands now. */
  standing(
    tx: Transaction,
    scope: AccountScope,
    command: CommandRow,
    change: Change,
    now: Date,
  ): Promise<{ readonly stale: string | null; readonly exceptions: readonly string[] }>;
  /** Writes it. Out: what it made. */
  execute(tx: Transaction, runtime: Runtime, command: CommandRow, change: Change): Promise<string>;
  /** Gives back what `begin` marked. */
  release(tx: Transaction, scope: AccountScope, command: CommandRow, change: Change): Promise<void>;
}
