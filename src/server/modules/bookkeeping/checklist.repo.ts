import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** What must be known of a month before it is signed; amounts in minor units. */
export interface ChecklistFacts {
  /** Everything Stripe created before this instant was pulled. */
  readonly drainedTo: Date | null;
  readonly readings: readonly { currency: string; drift: bigint | null; readAt: Date }[];
  /** The newest finished run over every level, by business time. */
  readonly lastRun: { readonly id: string; readonly asOf: Date } | null;
  /** Breaks of things up to the month's end that are not resolved. */
  readonly breaks: readonly { level: string; count: bigint }[];
  readonly suspense: readonly { currency: string; balance: bigint }[];
  readonly payouts: { readonly arrived: bigint; readonly unmatched: bigint };
  readonly banks: readonly { label: string; covered: boolean }[];
  /** Changes of the books that are still on their way. */
  readonly pending: bigint;
}

const ALL_LEVELS = ["R0", "R1", "R2", "R3", "R4", "R5", "R6"];

/** Looks all of it up. `feed` names the lane of balance transactions. */
export async function findChecklistFacts(
  tx: Transaction,
  scope: AccountScope,
  { start, end }: { start: Date; end: Date },
  feed: string,
): Promise<ChecklistFacts> {
  const lane = await tx.feedLane.findUnique({
    where: { accountId_livemode_feed: { ...scope, feed } },
    select: { drainedTo: true },
  });
  const lastRun = await tx.reconciliationRun.findFirst({
    where: { ...scope, state: "finished", levels: { hasEvery: ALL_LEVELS } },
    orderBy: { asOf: "desc" },
    select: { id: true, asOf: true },
  });
  return {
    drainedTo: lane?.drainedTo ?? null,
    lastRun,
    readings: await findReadings(tx, scope),
    breaks: await countBreaks(tx, scope, end),
    suspense: await sumSuspense(tx, scope, end),
    payouts: await countPayouts(tx, scope, { start, end }),
    banks: await findCoverage(tx, scope, { start, end }),
    pending: await countPending(tx, scope),
  };
}

async function findReadings(tx: Transaction, scope: AccountScope) {
  return await tx.$queryRaw<{ currency: string; drift: bigint | null; readAt: Date }[]>`
    SELECT DISTINCT ON (currency) currency, drift, read_at AS "readAt" FROM balance_reading
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND drift IS NOT NULL
    ORDER BY currency, read_at DESC, id DESC`;
}

async function countBreaks(tx: Transaction, scope: AccountScope, end: Date) {
  return await tx.$queryRaw<{ level: string; count: bigint }[]>`
    SELECT b.level, count(*) AS count FROM ledger_break b
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.resolved_at IS NULL
      AND b.amount IS DISTINCT FROM 0 AND (b.opened_at < ${end} OR EXISTS (
        SELECT 1 FROM balance_transaction t WHERE t.account_id = b.account_id AND t.livemode = b.livemode
          AND (t.id = b.object_id OR t.source_id = b.object_id) AND t.created_at < ${end}))
    GROUP BY 1 ORDER BY 1`;
}

async function sumSuspense(tx: Transaction, scope: AccountScope, end: Date) {
  return await tx.$queryRaw<{ currency: string; balance: bigint }[]>`
    SELECT a.currency, sum(e.amount)::bigint AS balance
    FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'X.suspense'
      AND j.accounting_at < ${end}
    GROUP BY 1 HAVING sum(e.amount) <> 0 ORDER BY 1`;
}

async function countPayouts(
  tx: Transaction,
  scope: AccountScope,
  { start, end }: { start: Date; end: Date },
) {
  const [row] = await tx.$queryRaw<{ arrived: bigint; unmatched: bigint }[]>`
    SELECT count(*) AS arrived, count(*) FILTER (WHERE m.match_id IS NULL AND b.id IS NULL) AS unmatched
    FROM payout p
    LEFT JOIN reconciliation_match_item m ON m.account_id = p.account_id AND m.livemode = p.livemode
      AND m.side = 'payout' AND m.item_id = p.id
    LEFT JOIN LATERAL (
      SELECT id FROM ledger_break b WHERE b.account_id = p.account_id AND b.livemode = p.livemode
        AND b.object_id = p.id AND b.resolved_at IS NULL LIMIT 1) b ON true
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND p.status = 'paid'
      AND p.arrival_at >= ${start} AND p.arrival_at < ${end}`;
  return row ?? { arrived: 0n, unmatched: 0n };
}

async function findCoverage(
  tx: Transaction,
  scope: AccountScope,
  { start, end }: { start: Date; end: Date },
) {
  return await tx.$queryRaw<{ label: string; covered: boolean }[]>`
    SELECT a.label || ' ••' || a.last4 AS label,
      coalesce(bool_or(s.to_date >= (${end}::timestamptz AT TIME ZONE 'UTC')::date - 1), false)
        AND coalesce(bool_or(s.from_date < (${end}::timestamptz AT TIME ZONE 'UTC')::date
          AND s.to_date >= (${start}::timestamptz AT TIME ZONE 'UTC')::date), false) AS covered
    FROM bank_account a LEFT JOIN bank_statement s ON s.bank_account_id = a.id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode}
    GROUP BY a.id ORDER BY 1`;
}

async function countPending(tx: Transaction, scope: AccountScope): Promise<bigint> {
  const count = await tx.command.count({
    where: {
      ...scope,
      kind: { in: ["ledger_adjustment", "ledger_write_off", "bank_match"] },
      state: { in: ["pending_approval", "held", "executing"] },
    },
  });
  return BigInt(count);
}
