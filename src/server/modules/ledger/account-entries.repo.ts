import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { PAYMENT_OF_JOURNAL } from "./journals.repo.ts";

/** An entry of one account with what its journal tells; minor units, debit positive. */
export interface EntryRecord {
  readonly id: bigint;
  readonly journalId: bigint;
  readonly eventAt: Date;
  readonly createdAt: Date;
  readonly kind: string;
  readonly description: string;
  readonly objectId: string | null;
  readonly paymentId: string | null;
  readonly amount: bigint;
  readonly currency: string;
}

/** One page of an account's entries, last posted first, and one more where there is a next page. */
export async function findEntries(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  page: {
    readonly accountId: bigint;
    readonly before: bigint | null;
    readonly limit: number;
  },
): Promise<EntryRecord[]> {
  const before = page.before === null ? Prisma.empty : Prisma.sql`AND e.id < ${page.before}`;
  return db.prisma.$queryRaw<EntryRecord[]>`
    SELECT e.id, j.id AS "journalId", j.event_at AS "eventAt", j.created_at AS "createdAt", j.kind, j.description,
      j.object_id AS "objectId", ${PAYMENT_OF_JOURNAL} AS "paymentId", e.amount, e.currency
    FROM (SELECT e.* FROM entry e WHERE e.ledger_account_id = ${page.accountId} ${before}
      ORDER BY e.id DESC LIMIT ${page.limit + 1}) e
    JOIN journal j ON j.id = e.journal_id
    WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode}
    ORDER BY e.id DESC`;
}

/** What an account held after one of its entries: its last snapshot until then, and the entries since. */
export async function findBalanceAfter(
  db: Pick<Database, "prisma">,
  accountId: bigint,
  entryId: bigint,
): Promise<bigint> {
  const [row] = await db.prisma.$queryRaw<{ balance: bigint }[]>`
    SELECT (coalesce(max(s.balance), 0) + coalesce(sum(e.amount), 0))::bigint AS balance
    FROM (SELECT 1) one
    LEFT JOIN LATERAL (SELECT balance, upto_entry_id FROM balance_snapshot b
      WHERE b.ledger_account_id = ${accountId} AND b.upto_entry_id <= ${entryId}
      ORDER BY b.upto_entry_id DESC LIMIT 1) s ON true
    LEFT JOIN entry e ON e.ledger_account_id = ${accountId} AND e.id <= ${entryId}
      AND e.id > coalesce(s.upto_entry_id, 0)`;
  return row?.balance ?? 0n;
}
