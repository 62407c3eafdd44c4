import { BENCH_SCOPE, type BenchDatabase } from "./bench-database.ts";

/**
 * Fills the books with as many card charges as told, each a balance transaction with its journal and three legs, spread
 * over a year: by bulk statements past the triggers, since what is measured comes after.
 */
export async function fillBooks(database: BenchDatabase, charges: number): Promise<void> {
  const { accountId } = BENCH_SCOPE;
  await database.fill(
    `INSERT INTO ledger_account (account_id, livemode, code, currency, class, normal_side, allowed_kinds)
     SELECT $1, false, code, 'eur', class, side, '{BT,BT_SETTLE}' FROM (VALUES
       ('A.stripe.payments.pending', 'asset', 'debit'), ('E.fee.stripe', 'expense', 'debit'), ('I.sales', 'income', 'credit'))
       AS a(code, class, side)`,
    [accountId],
  );
  await database.fill(
    `INSERT INTO journal (account_id, livemode, key, kind, event_at, created_at, source_type, source_id, object_id,
       rule_version, description, accounting_at)
     SELECT $1, false, 'bt:txn_' || n, 'BT', at, at, 'balance_transaction', 'txn_' || n, 'ch_' || n, 1, 'charge', at
     FROM generate_series(1, $2::int) n,
       LATERAL (SELECT timestamptz '2026-01-01' + n * (interval '300 days' / $2::int) AS at) t`,
    [accountId, charges],
  );
  await database.fill(
    `INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
     SELECT j.id, a.id, 'eur', CASE a.code WHEN 'E.fee.stripe' THEN 40 WHEN 'I.sales' THEN -1000 - j.id % 9000
       ELSE 960 + j.id % 9000 END
     FROM journal j CROSS JOIN ledger_account a ORDER BY j.id, a.id`,
  );
  await database.fill(
    `INSERT INTO balance_transaction (account_id, livemode, id, type, reporting_category, amount, fee, net, currency, status,
       balance_type, available_on, created_at, source_id, raw, raw_hash, first_seen_via, first_seen_at, journal_id)
     SELECT $1, false, j.source_id, 'charge', 'charge', 1000 + j.id % 9000, 40, 960 + j.id % 9000, 'eur', 'pending', 'payments',
       j.event_at + interval '2 days', j.event_at, j.object_id, '{}', md5(j.source_id), 'import', j.event_at, j.id
     FROM journal j`,
    [accountId],
  );
  await database.fill("VACUUM ANALYZE");
}
