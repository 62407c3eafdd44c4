import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { accountCode } from "./chart-of-accounts.ts";
import { findPostedJournal } from "./corrections.repo.ts";
import { type JournalAuthor, postJournals } from "./post-journals.ts";

/** What people and clearing posted may be taken back; what mirrors Stripe only Stripe takes back. */
const REVERSIBLE: ReadonlySet<string> = new Set(["RECLASS", "BANK", "ADJ"]);

/**
 * Takes a journal back by its mirror image, once. Out: the number of the new journal. `eventAt` is business time.
 * Throws NOT_FOUND, ACCOUNT_NOT_ADJUSTABLE for a journal of Stripe's own, BOOKS_CHANGE_STALE when it was taken back before.
 */
export async function reverseJournal(
  tx: Transaction,
  scope: AccountScope,
  reversal: { readonly journalId: bigint; readonly eventAt: Date; readonly description: string },
  author: JournalAuthor,
): Promise<bigint> {
  const { journalId, eventAt, description } = reversal;
  const journal = await findPostedJournal(tx, scope, journalId);
  if (journal === null) throw new DomainError("NOT_FOUND", { journalId: journalId.toString() });
  if (!REVERSIBLE.has(journal.kind))
    throw new DomainError("ACCOUNT_NOT_ADJUSTABLE", { kind: journal.kind });
  const legs = journal.legs.flatMap(({ code, currency, amount }) => {
    const account = accountCode(code);
    return account === null ? [] : [{ account, currency, amount: -amount }];
  });
  const key = `${journal.key}:reversal`;
  const draft = {
    key,
    kind: "REVERSAL",
    eventAt,
    sourceId: journal.sourceId,
    objectId: journal.objectId,
    description,
    legs,
    reversesId: journalId,
  } as const;
  const id = (await postJournals(tx, scope, [draft], author)).get(key);
  if (id === undefined)
    throw new DomainError("BOOKS_CHANGE_STALE", { why: "The journal was taken back before." });
  return id;
}
