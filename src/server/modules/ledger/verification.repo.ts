import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";

/** A stored transaction with what its journals add up to, for posting it anew and comparing. */
export interface ReplayRow {
  readonly id: string;
  readonly raw: Prisma.JsonValue;
  /** `code currency amount` of each account that its journals changed, in no order; null where there is none. */
  readonly effects: readonly string[] | null;
}

/** The next transactions by id with the sums of what was posted for them. */
export async function findReplayRows(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  afterId: string,
  limit: number,
): Promise<ReplayRow[]> {
  return db.prisma.$queryRaw<ReplayRow[]>`
    SELECT b.id, b.raw, (
      SELECT array_agg(code || ' ' || currency || ' ' || total) FROM (
        SELECT a.code, e.currency, sum(e.amount) AS total
        FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
        WHERE j.account_id = b.account_id AND j.livemode = b.livemode AND j.key IN ('bt:' || b.id, 'bt:' || b.id || ':settle')
        GROUP BY 1, 2 HAVING sum(e.amount) <> 0) sums) AS effects
    FROM balance_transaction b
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.id > ${afterId}
    ORDER BY b.id LIMIT ${limit}`;
}

/** How many rows break one rule of the books; zero is as it must be. */
export interface Violations {
  readonly unbalancedJournals: bigint;
  readonly shortJournals: bigint;
  readonly foreignEntries: bigint;
  readonly journalsWithoutTransaction: bigint;
  readonly transactionsWithoutJournal: bigint;
  /** Legs on what mirrors Stripe's balance that do not come from Stripe. */
  readonly mirrorEntriesByOthers: bigint;
  /** Journals of people that no approved command stands behind. */
  readonly journalsWithoutApproval: bigint;
  /** Reversals that are not the mirror image of what they take back. */
  readonly crookedReversals: bigint;
  /** Snapshots that are not the sum of the entries they cover. */
  readonly wrongSnapshots: bigint;
  readonly journals: bigint;
  readonly entries: bigint;
}

/** Reading everything takes as long as there is; the everyday limit of a statement would end it on a large account. */
const LONGEST_MS = 30 * 60_000;

/** Counts from scratch what the database's own triggers should have made impossible, all at one instant. */
export async function countViolations(
  db: Pick<Database, "transaction">,
  scope: AccountScope,
): Promise<Violations> {
  return db.transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`;
      return await countIn(tx, scope);
    },
    { isolation: "RepeatableRead", timeoutMs: LONGEST_MS },
  );
}

async function countIn(tx: Transaction, scope: AccountScope): Promise<Violations> {
  const rows = await tx.$queryRaw<Violations[]>`
    WITH j AS (SELECT * FROM journal WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}),
    sums AS (SELECT e.journal_id, e.currency, sum(e.amount) AS total, count(*) AS legs
      FROM entry e JOIN j ON j.id = e.journal_id GROUP BY 1, 2),
    t AS (SELECT * FROM balance_transaction WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode})
    SELECT
      (SELECT count(DISTINCT journal_id) FROM sums WHERE total <> 0) AS "unbalancedJournals",
      (SELECT count(*) FROM j LEFT JOIN (SELECT journal_id, sum(legs) AS legs FROM sums GROUP BY 1) n ON n.journal_id = j.id
        WHERE coalesce(n.legs, 0) < 2) AS "shortJournals",
      (SELECT count(*) FROM entry e JOIN j ON j.id = e.journal_id JOIN ledger_account a ON a.id = e.ledger_account_id
        WHERE a.currency <> e.currency OR a.account_id <> j.account_id OR a.livemode <> j.livemode) AS "foreignEntries",
      (SELECT count(*) FROM j WHERE kind IN ('BT', 'BT_SETTLE') AND NOT EXISTS (SELECT 1 FROM t WHERE t.id = j.source_id))
        AS "journalsWithoutTransaction",
      (SELECT count(*) FROM t WHERE journal_id IS NULL AND (amount, fee, net) <> (0, 0, 0)) AS "transactionsWithoutJournal",
      (SELECT count(*) FROM entry e JOIN j ON j.id = e.journal_id JOIN ledger_account a ON a.id = e.ledger_account_id
        WHERE a.code LIKE 'A.stripe.%' AND j.kind NOT IN ('BT', 'BT_SETTLE', 'OPENING')) AS "mirrorEntriesByOthers",
      (SELECT count(*) FROM j WHERE source_type = 'command' AND NOT EXISTS (
        SELECT 1 FROM command c JOIN approval p ON p.command_id = c.id AND p.decision = 'approved'
          AND p.approver_id <> c.requester_id
        WHERE c.id = j.command_id)) AS "journalsWithoutApproval",
      (SELECT count(*) FROM j r WHERE r.reverses_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM entry e WHERE e.journal_id IN (r.id, r.reverses_id)
        GROUP BY e.ledger_account_id HAVING sum(e.amount) <> 0)) AS "crookedReversals",
      (SELECT count(*) FROM balance_snapshot s JOIN ledger_account a ON a.id = s.ledger_account_id
        AND a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode}
        CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount), 0)::bigint AS balance, count(*) AS entries FROM entry e
          WHERE e.ledger_account_id = s.ledger_account_id AND e.id <= s.upto_entry_id) own
        WHERE (s.balance, s.entries) <> (own.balance, own.entries)) AS "wrongSnapshots",
      (SELECT count(*) FROM j) AS journals,
      (SELECT coalesce(sum(legs), 0)::bigint FROM sums) AS entries`;
  const [row] = rows;
  if (!row) throw new Error("the count of violations came back empty");
  return row;
}
