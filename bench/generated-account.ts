import type { Stripe } from "stripe";
import { factsHash, factsOf } from "../src/server/modules/ledger/index.ts";
import { BENCH_SCOPE, type BenchDatabase } from "./bench-database.ts";

const START_SECOND = Date.UTC(2026, 0, 1) / 1_000;
/** So that a million transactions end before the day the benches were written. */
const SECONDS_APART = 20;
/** So many transactions are charges and one more the payout of them all. */
const BLOCK = 1_000;
/** How many rows one statement fills. */
const STRETCH = 5_000;
const FEE = 40;

/** An account of card charges that are available at once, paid out in blocks: every figure follows from the index. */
function transactionAt(n: number): Stripe.BalanceTransaction {
  const created = START_SECOND + n * SECONDS_APART;
  const isPayout = n % BLOCK === BLOCK - 1;
  const amount = isPayout ? -paidOutAt(n) : amountAt(n);
  const fee = isPayout ? 0 : FEE;
  return {
    id: idAt(n),
    object: "balance_transaction",
    amount,
    available_on: created,
    balance_type: "payments",
    created,
    currency: "eur",
    description: null,
    exchange_rate: null,
    fee,
    fee_details: isPayout
      ? []
      : [
          {
            amount: FEE,
            application: null,
            currency: "eur",
            description: null,
            type: "stripe_fee",
          },
        ],
    net: amount - fee,
    reporting_category: isPayout ? "payout" : "charge",
    source: `${isPayout ? "po" : "ch"}_${numbered(n)}`,
    status: "available",
    type: isPayout ? "payout" : "charge",
  };
}

const numbered = (n: number): string => String(n).padStart(12, "0");
const idAt = (n: number): string => `txn_${numbered(n)}`;
const amountAt = (n: number): number => 1_000 + (n % 9_000);
const payoutOf = (n: number): string => `po_${numbered(n - (n % BLOCK) + BLOCK - 1)}`;

function paidOutAt(n: number): number {
  let sum = 0;
  for (let charge = n - BLOCK + 1; charge < n; charge += 1) sum += amountAt(charge) - FEE;
  return sum;
}

/** What stands in Stripe's balance after `count` transactions: the charges since the last payout. */
export function balanceAfter(count: number): number {
  let sum = 0;
  for (let n = count - (count % BLOCK); n < count; n += 1) sum += amountAt(n) - FEE;
  return sum;
}

/** A page of Stripe's list, newest first, answered from memory: what the network costs is not what is measured. */
export function listPage(
  count: number,
  window: { limit: number; startingAfter?: string; createdGte?: number; createdLt?: number },
): { items: Stripe.BalanceTransaction[]; hasMore: boolean } {
  const index = (second: number): number => Math.ceil((second - START_SECOND) / SECONDS_APART);
  const first = Math.max(0, window.createdGte === undefined ? 0 : index(window.createdGte));
  const before = Math.min(count, window.createdLt === undefined ? count : index(window.createdLt));
  const after = window.startingAfter === undefined ? before : Number(window.startingAfter.slice(4));
  const from = Math.max(first, Math.min(before, after) - window.limit);
  const items: Stripe.BalanceTransaction[] = [];
  for (let n = Math.min(before, after) - 1; n >= from; n -= 1) items.push(transactionAt(n));
  return { items, hasMore: from > first };
}

/** Fills books, projections and feed as if the account had been imported: by bulk statements past the triggers. */
export async function fillAccount(database: BenchDatabase, count: number): Promise<void> {
  const { accountId } = BENCH_SCOPE;
  await database.fill(ACCOUNTS, [accountId]);
  for (let start = 0; start < count; start += STRETCH) {
    const length = Math.min(STRETCH, count - start);
    const rows = Array.from({ length }, (_, index) => rowAt(start + index));
    await database.fill(TRANSACTIONS, [accountId, JSON.stringify(rows)]);
  }
  for (const statement of [JOURNALS, LEGS, NUMBERED, CHARGES, PAYOUTS, FEED])
    await database.fill(statement, [accountId]);
  await database.fill("VACUUM ANALYZE");
}

function rowAt(n: number): object {
  const raw = transactionAt(n);
  return { ...raw, raw, hash: factsHash(factsOf(raw)), payout: payoutOf(n), journal: n + 1 };
}

const ACCOUNTS = `
  INSERT INTO ledger_account (account_id, livemode, code, currency, class, normal_side, allowed_kinds)
  SELECT $1, false, code, 'eur', class, side, '{BT,BT_SETTLE}' FROM (VALUES
    ('A.stripe.payments.available', 'asset', 'debit'), ('E.fee.stripe', 'expense', 'debit'), ('I.sales', 'income', 'credit'),
    ('A.bank.transit', 'asset', 'debit')) AS a(code, class, side)`;

const TRANSACTIONS = `
  INSERT INTO balance_transaction (account_id, livemode, id, type, reporting_category, amount, fee, net, currency, status,
    balance_type, available_on, created_at, source_id, payout_id, raw, raw_hash, first_seen_via, first_seen_at, journal_id)
  SELECT $1, false, r.id, r.type, r.reporting_category, r.amount, r.fee, r.net, 'eur', r.status, r.balance_type,
    to_timestamp(r.created), to_timestamp(r.created), r.source, r.payout, r.raw, r.hash, 'import', now(), r.journal
  FROM jsonb_to_recordset($2::jsonb) AS r(id text, type text, reporting_category text, amount bigint, fee bigint, net bigint,
    status text, balance_type text, created bigint, source text, payout text, raw jsonb, hash text, journal bigint)`;

const JOURNALS = `
  INSERT INTO journal (id, account_id, livemode, key, kind, event_at, created_at, source_type, source_id, object_id, rule_version,
    description, accounting_at)
  SELECT journal_id, account_id, livemode, 'bt:' || id, 'BT', created_at, created_at, 'balance_transaction', id, source_id, 1, type, created_at
  FROM balance_transaction WHERE account_id = $1 ORDER BY created_at`;

const LEGS = `
  INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
  SELECT b.journal_id, a.id, 'eur', CASE a.code WHEN 'E.fee.stripe' THEN b.fee WHEN 'A.stripe.payments.available' THEN b.net
    ELSE -b.amount END
  FROM balance_transaction b JOIN ledger_account a ON a.account_id = b.account_id AND a.code IN ('A.stripe.payments.available',
    CASE b.type WHEN 'payout' THEN 'A.bank.transit' ELSE 'I.sales' END, CASE b.type WHEN 'payout' THEN '' ELSE 'E.fee.stripe' END)
  WHERE b.account_id = $1 ORDER BY b.journal_id`;

const NUMBERED = `
  SELECT setval('journal_id_seq', max(journal_id)) FROM balance_transaction WHERE account_id = $1`;

const CHARGES = `
  INSERT INTO charge (account_id, livemode, id, amount, amount_captured, amount_refunded, currency, status, captured, disputed,
    payment_method_type, balance_transaction_id, created_at)
  SELECT account_id, livemode, source_id, amount, amount, 0, currency, 'succeeded', true, false, 'card', id, created_at
  FROM balance_transaction WHERE account_id = $1 AND type = 'charge'`;

const PAYOUTS = `
  INSERT INTO payout (account_id, livemode, id, amount, currency, status, automatic, arrival_at, balance_transaction_id, created_at,
    reconciliation_status)
  SELECT account_id, livemode, source_id, -amount, currency, 'paid', true, created_at + interval '1 day', id, created_at, 'completed'
  FROM balance_transaction WHERE account_id = $1 AND type = 'payout'`;

const FEED = `
  INSERT INTO feed_lane (account_id, livemode, feed, run_after, drained_to)
  SELECT $1, false, 'balance_transactions', now(), max(created_at) FROM balance_transaction WHERE account_id = $1`;
