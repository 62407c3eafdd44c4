import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { AmountSearch, JournalSearch } from "./journal-search.ts";

/** A journal as it stands in the books, with the payment that its object belongs to. */
export interface JournalRecord {
  readonly id: bigint;
  readonly key: string;
  readonly kind: string;
  readonly description: string;
  readonly eventAt: Date;
  readonly createdAt: Date;
  readonly sourceId: string;
  readonly objectId: string | null;
  readonly paymentId: string | null;
  readonly ruleVersion: number;
  readonly accountingAt: Date;
  readonly commandId: string | null;
}

export interface LegRecord {
  readonly journalId: bigint;
  readonly accountId: bigint;
  readonly code: string;
  readonly currency: string;
  readonly amount: bigint;
}

export interface JournalFilter {
  readonly search: JournalSearch | null;
  readonly kinds: readonly string[];
  readonly accountId: bigint | null;
  /** For a search by amount without a currency: those it may be in. */
  readonly currencies: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: { readonly eventAt: Date; readonly id: bigint } | null;
  readonly limit: number;
}

/** The payment behind the object of journal `j`, or null. */
export const PAYMENT_OF_JOURNAL = Prisma.sql`coalesce(
    (SELECT payment_id FROM charge c WHERE (c.account_id, c.livemode, c.id) = (j.account_id, j.livemode, j.object_id)),
    (SELECT payment_id FROM refund r WHERE (r.account_id, r.livemode, r.id) = (j.account_id, j.livemode, j.object_id)),
    (SELECT payment_id FROM dispute d WHERE (d.account_id, d.livemode, d.id) = (j.account_id, j.livemode, j.object_id)))`;

const COLUMNS = Prisma.sql`
  j.id, j.key, j.kind, j.description, j.event_at AS "eventAt", j.created_at AS "createdAt",
  j.source_id AS "sourceId", j.object_id AS "objectId", j.rule_version AS "ruleVersion",
  j.accounting_at AS "accountingAt", j.command_id AS "commandId", ${PAYMENT_OF_JOURNAL} AS "paymentId"`;

/** One page of journals, newest event first, and one row more where there is a next page. */
export async function findJournals(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  filter: JournalFilter,
): Promise<JournalRecord[]> {
  const where = Prisma.join([inScope(scope), ...conditions(scope, filter)], " AND ");
  return db.prisma.$queryRaw<JournalRecord[]>`
    SELECT ${COLUMNS} FROM journal j WHERE ${where}
    ORDER BY j.event_at DESC, j.id DESC LIMIT ${filter.limit + 1}`;
}

/** Which journals `j` a filter lists, for whoever reads them otherwise than by page. */
export function journalsListed(
  scope: AccountScope,
  filter: Omit<JournalFilter, "after" | "limit">,
): Prisma.Sql {
  const all = { ...filter, after: null, limit: 0 };
  return Prisma.join([inScope(scope), ...conditions(scope, all)], " AND ");
}

/** One journal, or null. */
export async function findJournal(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: bigint,
): Promise<JournalRecord | null> {
  const rows = await db.prisma.$queryRaw<JournalRecord[]>`
    SELECT ${COLUMNS} FROM journal j WHERE ${inScope(scope)} AND j.id = ${id}`;
  return rows[0] ?? null;
}

/** The legs of some journals in the order they were posted. */
export async function findLegs(
  db: Pick<Database, "prisma">,
  journalIds: readonly bigint[],
): Promise<LegRecord[]> {
  if (journalIds.length === 0) return [];
  return db.prisma.$queryRaw<LegRecord[]>`
    SELECT e.journal_id AS "journalId", a.id AS "accountId", a.code, e.currency, e.amount
    FROM entry e JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE e.journal_id IN (${Prisma.join([...journalIds])}) ORDER BY e.id`;
}

/** Stripe's balance transaction as received and the payout it went out with, or null. */
export async function findRawTransaction(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<{ readonly raw: Prisma.JsonValue; readonly payoutId: string | null } | null> {
  return db.prisma.balanceTransaction.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: { raw: true, payoutId: true },
  });
}

/** Other journals of an object, newest first; at most `limit`. */
export async function findRelated(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  journal: { readonly id: bigint; readonly objectId: string | null },
  limit: number,
) {
  if (journal.objectId === null) return [];
  return db.prisma.journal.findMany({
    where: { ...scope, objectId: journal.objectId, id: { not: journal.id } },
    orderBy: [{ eventAt: "desc" }, { id: "desc" }],
    take: limit,
    select: { id: true, kind: true, description: true, eventAt: true },
  });
}

/** The currencies that the books hold. */
export async function findCurrencies(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<string[]> {
  const rows = await db.prisma.ledgerAccount.findMany({
    where: scope,
    distinct: ["currency"],
    select: { currency: true },
  });
  return rows.map(({ currency }) => currency);
}

function inScope(scope: AccountScope): Prisma.Sql {
  return Prisma.sql`j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode}`;
}

function conditions(scope: AccountScope, filter: JournalFilter): Prisma.Sql[] {
  const found: Prisma.Sql[] = [];
  if (filter.search?.kind === "amount") found.push(amountCondition(filter.search, filter));
  else if (filter.search !== null) found.push(searchCondition(scope, filter.search));
  if (filter.kinds.length > 0) found.push(Prisma.sql`j.kind = ANY(${[...filter.kinds]})`);
  if (filter.accountId !== null)
    found.push(hasLeg(Prisma.sql`e.ledger_account_id = ${filter.accountId}`));
  if (filter.from !== null) found.push(Prisma.sql`j.event_at >= ${filter.from}`);
  if (filter.to !== null) found.push(Prisma.sql`j.event_at < ${filter.to}`);
  if (filter.after !== null) {
    found.push(Prisma.sql`(j.event_at, j.id) < (${filter.after.eventAt}, ${filter.after.id})`);
  }
  return found;
}

function hasLeg(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM entry e JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE e.journal_id = j.id AND ${condition})`;
}

/** On either side of an entry; the index on amounts finds the journals. */
function amountCondition(search: AmountSearch, { currencies }: JournalFilter): Prisma.Sql {
  const { amountMinor } = search;
  return Prisma.sql`j.id IN (SELECT e.journal_id FROM entry e
    WHERE e.amount IN (${amountMinor}, ${-amountMinor}) AND e.currency = ANY(${[...currencies]}))`;
}

function searchCondition(
  scope: AccountScope,
  search: Exclude<JournalSearch, AmountSearch>,
): Prisma.Sql {
  const owned = Prisma.sql`account_id = ${scope.accountId} AND livemode = ${scope.livemode}`;
  switch (search.kind) {
    case "key":
      return Prisma.sql`j.key = ${search.text}`;
    case "transaction":
      return Prisma.sql`j.key IN (${`bt:${search.text}`}, ${`bt:${search.text}:settle`})`;
    case "payment":
      return Prisma.sql`j.object_id IN (
        SELECT id FROM charge WHERE ${owned} AND payment_id = ${search.text}
        UNION ALL SELECT id FROM refund WHERE ${owned} AND payment_id = ${search.text})`;
    case "object":
      return Prisma.sql`j.object_id = ${search.text}`;
    case "account":
      return hasLeg(
        Prisma.sql`a.code LIKE ${`${search.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`,
      );
    case "words":
      return Prisma.sql`j.description ILIKE ${`%${search.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`;
  }
}
