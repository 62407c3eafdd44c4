import type pg from "pg";
import type { Stripe } from "stripe";
import { storeTransactions } from "../src/server/modules/ledger/index.ts";
import { type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import { type Figure, seconds } from "./figure.ts";

const CONNECTIONS = 4;
/** Stripe's largest page, which is one transaction of the feed. */
const PAGE = 100;
/** A balance transaction, its journal and three legs: what a card charge becomes. */
const ROWS_PER_TRANSACTION = 5;
const START_SECOND = Date.UTC(2026, 0, 1) / 1_000;

/** Journals a second by the feed's own posting, beside the same rows written by bare SQL over as many connections. */
export async function benchPosting(rows: number): Promise<readonly Figure[]> {
  const pages = Math.ceil(rows / ROWS_PER_TRANSACTION / PAGE);
  return withBenchDatabase(async (database) => {
    const product = await postByProduct(database, pages);
    const raw = await writeBare(database, pages);
    const journals = pages * PAGE;
    return [
      {
        bench: "posting",
        figure: "posting",
        unit: "journals/s",
        value: journals / product,
        limit: journals / raw,
      },
    ];
  });
}

async function postByProduct(database: BenchDatabase, pages: number): Promise<number> {
  const runtime = database.worker(CONNECTIONS);
  const store = (page: number): Promise<unknown> =>
    runtime.db.transaction((tx) =>
      storeTransactions(tx, runtime.scope, pageOf(page), {
        via: "import",
        at: runtime.clock.now(),
      }),
    );
  // Accounts are opened and code is compiled before the clock runs, as they are in a worker that is up.
  await store(pages);
  return seconds(() => inTurns(pages, store));
}

/** Works pages 0 to `pages` at as many at once as there are connections. */
async function inTurns(pages: number, work: (page: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const turn = async (): Promise<void> => {
    for (;;) {
      const page = next;
      next += 1;
      if (page >= pages) return;
      await work(page);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, turn));
}

/** One page as Stripe lists it: card charges, each with a fee. */
function pageOf(page: number): Stripe.BalanceTransaction[] {
  return Array.from({ length: PAGE }, (_, index) => {
    const n = page * PAGE + index;
    const id = `txn_${String(n).padStart(12, "0")}`;
    const created = START_SECOND + n;
    const amount = 1_000 + (n % 9_000);
    return {
      id,
      object: "balance_transaction",
      amount,
      available_on: created + 172_800,
      balance_type: "payments",
      created,
      currency: "eur",
      description: null,
      exchange_rate: null,
      fee: 40,
      fee_details: [
        { amount: 40, application: null, currency: "eur", description: null, type: "stripe_fee" },
      ],
      net: amount - 40,
      reporting_category: "charge",
      source: `ch_${String(n).padStart(12, "0")}`,
      status: "pending",
      type: "charge",
    };
  });
}

const RAW_ACCOUNT = "acct_raw";
const RAW_ACCOUNTS = ["A.stripe.payments.pending", "E.fee.stripe", "I.sales"] as const;

/**
 * The limit: the rows that the product wrote, read back and written once more under another account, by three statements a
 * transaction with everything calculated before the clock runs. Same tables, same triggers, same connections.
 */
async function writeBare(database: BenchDatabase, pages: number): Promise<number> {
  const pool = database.bare(CONNECTIONS);
  const accounts = await openAccounts(pool);
  const prepared = Array.from({ length: pages }, (_, page) => rowsOf(page, accounts));
  return seconds(() => inTurns(pages, (page) => writePage(pool, prepared[page])));
}

async function openAccounts(pool: pg.Pool): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const code of RAW_ACCOUNTS) {
    const { rows } = await pool.query<{ id: string }>(
      `INSERT INTO ledger_account (account_id, livemode, code, currency, class, normal_side, allowed_kinds)
       VALUES ($1, false, $2, 'eur', 'asset', 'debit', '{BT,BT_SETTLE}') RETURNING id`,
      [RAW_ACCOUNT, code],
    );
    ids.push(rows[0]?.id ?? "");
  }
  return ids;
}

interface BarePage {
  readonly transactions: string;
  readonly journals: string;
  readonly legs: string;
}

function rowsOf(page: number, accounts: readonly string[]): BarePage {
  const items = pageOf(page);
  return {
    transactions: JSON.stringify(items.map((raw) => ({ ...raw, raw, hash: raw.id.repeat(4) }))),
    journals: JSON.stringify(
      items.map(({ id, created, source }) => ({ key: `bt:${id}`, id, created, source })),
    ),
    legs: JSON.stringify(
      items.flatMap(({ id, net, fee, amount }) =>
        [net, fee, -amount].map((value, leg) => ({
          key: `bt:${id}`,
          account: accounts[leg],
          amount: value,
        })),
      ),
    ),
  };
}

async function writePage(pool: pg.Pool, page: BarePage | undefined): Promise<void> {
  if (page === undefined) return;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(JOURNALS_AND_LEGS, [RAW_ACCOUNT, page.journals, page.legs]);
    await client.query(TRANSACTIONS, [RAW_ACCOUNT, page.transactions]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

const JOURNALS_AND_LEGS = `
  WITH j AS (
    INSERT INTO journal (account_id, livemode, key, kind, event_at, source_type, source_id, object_id, rule_version, description)
    SELECT $1, false, r.key, 'BT', to_timestamp(r.created), 'balance_transaction', r.id, r.source, 1, 'charge'
    FROM jsonb_to_recordset($2::jsonb) AS r(key text, id text, created bigint, source text)
    RETURNING id, key)
  INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
  SELECT j.id, l.account, 'eur', l.amount
  FROM jsonb_to_recordset($3::jsonb) AS l(key text, account bigint, amount bigint) JOIN j USING (key)`;

const TRANSACTIONS = `
  INSERT INTO balance_transaction (account_id, livemode, id, type, reporting_category, amount, fee, net, currency, status,
    balance_type, available_on, created_at, source_id, raw, raw_hash, first_seen_via, first_seen_at, journal_id)
  SELECT $1, false, r.id, r.type, r.reporting_category, r.amount, r.fee, r.net, r.currency, r.status, r.balance_type,
    to_timestamp(r.available_on), to_timestamp(r.created), r.source, r.raw, r.hash, 'import', now(), j.id
  FROM jsonb_to_recordset($2::jsonb) AS r(id text, type text, reporting_category text, amount bigint, fee bigint, net bigint,
    currency text, status text, balance_type text, available_on bigint, created bigint, source text, raw jsonb, hash text)
  JOIN journal j ON j.account_id = $1 AND j.livemode = false AND j.key = 'bt:' || r.id`;
