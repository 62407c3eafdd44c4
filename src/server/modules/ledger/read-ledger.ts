import type * as z from "zod/mini";
import type {
  getJournalInput,
  getJournalOutput,
  journalFilterSchema,
  listAccountsInput,
  listAccountsOutput,
  listJournalsInput,
  listJournalsOutput,
} from "#core/contracts/ledger.ts";
import { DomainError } from "#core/errors.ts";
import { exponentOf } from "#core/money.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type AccountBalance,
  countOpenBreaks,
  findAccountBalances,
  findBalancesAsOf,
  findLastReadings,
} from "./accounts.repo.ts";
import {
  type JournalSearch,
  journalCursor,
  parseJournalCursor,
  understandJournalSearch,
} from "./journal-search.ts";
import {
  findCurrencies,
  findJournal,
  findJournals,
  findLegs,
  findRawTransaction,
  findRelated,
  journalsListed,
} from "./journals.repo.ts";
import { accountView, journalView, proofViews, rawTransactionText } from "./ledger.views.ts";

/** Journals of the same object that a journal's page names. */
const RELATED_SHOWN = 10;

type AsOfInput = NonNullable<z.infer<typeof listAccountsInput>>["asOf"];

/**
 * Every account with its balance, now or as of an instant. Now there is the proof against Stripe's own balance beside it;
 * of the past only that the accounts add up to zero.
 */
export async function listAccounts(
  runtime: Runtime,
  input: z.infer<typeof listAccountsInput>,
): Promise<z.infer<typeof listAccountsOutput>> {
  const { db, scope } = runtime;
  const asOf = input?.asOf;
  const [accounts, readings, openBreaks, freshness] = await Promise.all([
    findAccounts(runtime, asOf),
    asOf === undefined ? findLastReadings(db, scope) : [],
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

/** Accounts that had no entry by then are left out: they did not exist yet. */
async function findAccounts({ db, scope }: Runtime, asOf: AsOfInput): Promise<AccountBalance[]> {
  if (asOf === undefined) return findAccountBalances(db, scope);
  const { basis, until } = asOf;
  const accounts = await findBalancesAsOf(db, scope, {
    eventUntil: basis === "event" ? until : undefined,
    knownUntil: basis === "known" ? until : undefined,
    accountingUntil: basis === "accounting" ? until : undefined,
  });
  return accounts.filter(({ entries }) => entries > 0n);
}

/** The currencies that an amount without one may be in: those of the books with as many decimals as were typed. */
async function currenciesOf(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  search: JournalSearch | null,
): Promise<readonly string[]> {
  if (search?.kind !== "amount") return [];
  if (search.currency !== null) return [search.currency];
  const currencies = await findCurrencies(db, scope);
  return currencies.filter((currency) => exponentOf(currency) === search.decimals);
}

type Filter = z.infer<typeof journalFilterSchema>;

async function filterOf(reading: Pick<Runtime, "db" | "scope">, input: Filter) {
  const search = understandJournalSearch(input.query);
  return {
    search,
    currencies: await currenciesOf(reading, search),
    from: input.from ?? null,
    to: input.to ?? null,
    kinds: input.kind ?? [],
    accountId: input.accountId === undefined ? null : BigInt(input.accountId),
  };
}

/** The condition that makes journals `j` those of a list with this filter. */
export async function conditionOfJournals(
  reading: Pick<Runtime, "db" | "scope">,
  filter: Filter,
): Promise<ReturnType<typeof journalsListed>> {
  return journalsListed(reading.scope, await filterOf(reading, filter));
}

/** One page of journals, newest event first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listJournals(
  runtime: Runtime,
  input: z.infer<typeof listJournalsInput>,
): Promise<z.infer<typeof listJournalsOutput>> {
  const after = parseJournalCursor(input.cursor);
  if (input.cursor !== undefined && after === null)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  const filter = await filterOf(runtime, input);
  const rows = await findJournals(runtime.db, runtime.scope, {
    ...filter,
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
  const [legs, transaction, related] = await Promise.all([
    findLegs(runtime.db, [row.id]),
    findRawTransaction(runtime.db, runtime.scope, row.sourceId),
    findRelated(runtime.db, runtime.scope, row, RELATED_SHOWN),
  ]);
  return {
    journal: journalView(row, legs),
    ruleVersion: row.ruleVersion,
    stripe: transaction === null ? null : rawTransactionText(transaction.raw),
    payoutId: transaction?.payoutId ?? null,
    accountingAt: row.accountingAt,
    commandId: row.commandId,
    related: related.map(({ id, ...told }) => ({ id: id.toString(), ...told })),
  };
}
