import type * as z from "zod/mini";
import type {
  getJournalInput,
  getJournalOutput,
  listAccountsOutput,
  listJournalsInput,
  listJournalsOutput,
} from "#core/contracts/ledger.ts";
import { DomainError } from "#core/errors.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { countOpenBreaks, findAccountBalances, findLastReadings } from "./accounts.repo.ts";
import { journalCursor, parseJournalCursor, understandJournalSearch } from "./journal-search.ts";
import { findJournal, findJournals, findLegs, findRawTransaction } from "./journals.repo.ts";
import { accountView, journalView, proofViews, rawTransactionText } from "./ledger.views.ts";

/** Every account with its balance, and the proof against Stripe's own balance. */
export async function listAccounts(runtime: Runtime): Promise<z.infer<typeof listAccountsOutput>> {
  const { db, scope } = runtime;
  const [accounts, readings, openBreaks, freshness] = await Promise.all([
    findAccountBalances(db, scope),
    findLastReadings(db, scope),
    countOpenBreaks(db, scope),
    readFreshness(runtime),
  ]);
  return {
    accounts: accounts.map(accountView),
    proof: proofViews(accounts, readings),
    openBreaks,
    freshness,
  };
}

/** One page of journals, newest event first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listJournals(
  runtime: Runtime,
  input: z.infer<typeof listJournalsInput>,
): Promise<z.infer<typeof listJournalsOutput>> {
  const after = parseJournalCursor(input.cursor);
  if (input.cursor !== undefined && after === null)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  const rows = await findJournals(runtime.db, runtime.scope, {
    search: understandJournalSearch(input.query),
    kinds: input.kind ?? [],
    accountId: input.accountId === undefined ? null : BigInt(input.accountId),
    after,
    limit: input.limit,
  });
  const page = rows.slice(0, input.limit);
  const legs = await findLegs(
    runtime.db,
    page.map(({ id }) => id),
  );
  const last = page.at(-1);
  return {
    rows: page.map((row) => journalView(row, legs)),
    nextCursor: rows.length > input.limit && last ? journalCursor(last) : null,
  };
}

/** One journal with the balance transaction it was posted from. Throws NOT_FOUND. */
export async function getJournal(
  runtime: Runtime,
  input: z.infer<typeof getJournalInput>,
): Promise<z.infer<typeof getJournalOutput>> {
  const row = await findJournal(runtime.db, runtime.scope, BigInt(input.journalId));
  if (row === null) throw new DomainError("NOT_FOUND", { journalId: input.journalId });
  const [legs, raw] = await Promise.all([
    findLegs(runtime.db, [row.id]),
    findRawTransaction(runtime.db, runtime.scope, row.sourceId),
  ]);
  return {
    journal: journalView(row, legs),
    ruleVersion: row.ruleVersion,
    stripe: raw === null ? null : rawTransactionText(raw),
  };
}
