import type { Database, Transaction } from "#server/platform/db/database.ts";

/** The newest snapshots of an account that are kept; the older ones say nothing more. */
const KEPT = 2;

/**
 * Sums every account up to the entry noted last time, if everything older has committed or failed since, and notes the next
 * one. Entry ids are given before their transactions commit, so a sum up to an id is only final when no transaction that
 * was running when the id was noted still runs. Out: how many accounts have a new snapshot. `takenAt` is real time.
 */
export async function takeSnapshots(
  db: Pick<Database, "transaction">,
  takenAt: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ uptoEntryId: bigint }[]>`
      SELECT upto_entry_id AS "uptoEntryId" FROM snapshot_candidate
      WHERE id = 1 AND xid <= pg_snapshot_xmin(pg_current_snapshot()) FOR UPDATE SKIP LOCKED`;
    const taken = rows[0] ? await sumUpTo(tx, rows[0].uptoEntryId, takenAt) : 0;
    if (rows[0] || !(await isNoted(tx))) await noteCandidate(tx, takenAt);
    return taken;
  });
}

async function sumUpTo(tx: Transaction, upto: bigint, takenAt: Date): Promise<number> {
  const taken = await tx.$executeRaw`
    INSERT INTO balance_snapshot (ledger_account_id, upto_entry_id, balance, entries, taken_at)
    SELECT d.ledger_account_id, ${upto}, coalesce(s.balance, 0) + d.balance, coalesce(s.entries, 0) + d.entries, ${takenAt}
    FROM (
      SELECT e.ledger_account_id, sum(e.amount)::bigint AS balance, count(*) AS entries
      FROM entry e LEFT JOIN (
        SELECT ledger_account_id, max(upto_entry_id) AS upto FROM balance_snapshot GROUP BY 1) last
        USING (ledger_account_id)
      WHERE e.id <= ${upto} AND e.id > coalesce(last.upto, 0)
      GROUP BY 1) d
    LEFT JOIN LATERAL (
      SELECT balance, entries FROM balance_snapshot b WHERE b.ledger_account_id = d.ledger_account_id
      ORDER BY b.upto_entry_id DESC LIMIT 1) s ON true
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    DELETE FROM balance_snapshot WHERE (ledger_account_id, upto_entry_id) IN (
      SELECT ledger_account_id, upto_entry_id FROM (
        SELECT ledger_account_id, upto_entry_id,
          row_number() OVER (PARTITION BY ledger_account_id ORDER BY upto_entry_id DESC) AS place
        FROM balance_snapshot) placed
      WHERE place > ${KEPT})`;
  return taken;
}

async function isNoted(tx: Transaction): Promise<boolean> {
  return (await tx.snapshotCandidate.count()) > 0;
}

async function noteCandidate(tx: Transaction, notedAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO snapshot_candidate (id, upto_entry_id, xid, noted_at)
    SELECT 1, coalesce(max(id), 0), pg_snapshot_xmax(pg_current_snapshot()), ${notedAt} FROM entry
    ON CONFLICT (id) DO UPDATE SET upto_entry_id = excluded.upto_entry_id, xid = excluded.xid, noted_at = excluded.noted_at`;
}
