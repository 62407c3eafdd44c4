import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { type AccountCode, natureOf } from "./chart-of-accounts.ts";
import {
  type JournalDraft,
  POSTING_RULE_VERSION,
  type TransactionFacts,
} from "./post-balance-transaction.ts";

/** A balance transaction as stored: enough to see what changed since. */
export interface StoredTransaction {
  readonly id: string;
  readonly status: string;
  readonly rawHash: string;
}

/**
 * The stored ones of `ids`, locked until the transaction ends so that two workers settle each once: in the order of their
 * ids, so that they wait instead of deadlocking. One by one, as the planner walks a whole young account for a list of ids.
 */
export async function lockStored(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<Map<string, StoredTransaction>> {
  const rows = await tx.$queryRaw<StoredTransaction[]>`
    SELECT b.id, b.status, b."rawHash" FROM unnest(${ids.toSorted()}::text[]) AS asked(id) CROSS JOIN LATERAL (
      SELECT id, status, raw_hash AS "rawHash" FROM balance_transaction
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND id = asked.id FOR UPDATE) b`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where journals come from: the feed, or what people and the machine's own clearing added. */
export interface JournalOrigin {
  readonly sourceType: "balance_transaction" | "command" | "clearing";
  readonly commandId: string | null;
}

const FROM_FEED: JournalOrigin = { sourceType: "balance_transaction", commandId: null };

/**
 * Writes journals with their legs, in the order of their keys so that two writers wait instead of deadlocking.
 * A key that is there already is left alone. Out: the numbers of the journals written now, by key.
 */
export async function insertJournals(
  tx: Transaction,
  scope: AccountScope,
  drafts: readonly JournalDraft[],
  origin: JournalOrigin = FROM_FEED,
): Promise<Map<string, bigint>> {
  if (drafts.length === 0) return new Map();
  const sorted = drafts.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const accounts = await ensureAccounts(tx, scope, sorted);
  const rows = sorted.map((draft) => ({
    key: draft.key,
    kind: draft.kind,
    event_at: draft.eventAt.toISOString(),
    source_id: draft.sourceId,
    object_id: draft.objectId,
    description: draft.description,
    reverses_id: draft.reversesId?.toString() ?? null,
  }));
  const written = await tx.$queryRaw<{ id: bigint; key: string }[]>`
    INSERT INTO journal (account_id, livemode, key, kind, event_at, source_type, source_id, object_id, rule_version, description,
      reverses_id, command_id)
    SELECT ${scope.accountId}, ${scope.livemode}, r.key, r.kind, r.event_at, ${origin.sourceType}, r.source_id,
      r.object_id, ${POSTING_RULE_VERSION}, r.description, r.reverses_id, ${origin.commandId}::uuid
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS (key text, kind text, event_at timestamptz, source_id text, object_id text, description text, reverses_id bigint))
      WITH ORDINALITY AS r(key, kind, event_at, source_id, object_id, description, reverses_id, n)
    ORDER BY r.n
    ON CONFLICT (account_id, livemode, key) DO NOTHING RETURNING id, key`;
  const ids = new Map(written.map(({ id, key }) => [key, id]));
  await insertLegs(tx, sorted, ids, accounts);
  return ids;
}

async function insertLegs(
  tx: Transaction,
  drafts: readonly JournalDraft[],
  journals: ReadonlyMap<string, bigint>,
  accounts: ReadonlyMap<string, bigint>,
): Promise<void> {
  const legs = drafts.flatMap((draft) => {
    const journal = journals.get(draft.key);
    if (journal === undefined) return [];
    return draft.legs.map((leg) => ({
      journal: journal.toString(),
      account: accounts.get(accountKey(leg.account, leg.currency))?.toString(),
      currency: leg.currency,
      amount: leg.amount.toString(),
    }));
  });
  if (legs.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
    SELECT r.journal, r.account, r.currency, r.amount
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(legs)}::jsonb)
      AS (journal bigint, account bigint, currency text, amount bigint))
      WITH ORDINALITY AS r(journal, account, currency, amount, n)
    ORDER BY r.n`;
}

const accountKey = (code: string, currency: string): string => `${code} ${currency}`;

/** The numbers of all accounts that the drafts name, opened where they are new. */
async function ensureAccounts(
  tx: Transaction,
  scope: AccountScope,
  drafts: readonly JournalDraft[],
): Promise<Map<string, bigint>> {
  const named = new Map<string, { code: AccountCode; currency: string }>();
  for (const { account, currency } of drafts.flatMap(({ legs }) => legs)) {
    named.set(accountKey(account, currency), { code: account, currency });
  }
  const known = await findAccounts(tx, scope, [...named.values()]);
  const missing = [...named].filter(([key]) => !known.has(key)).map(([, account]) => account);
  if (missing.length === 0) return known;
  await tx.ledgerAccount.createMany({
    data: missing
      .toSorted((a, b) =>
        accountKey(a.code, a.currency) < accountKey(b.code, b.currency) ? -1 : 1,
      )
      .map(({ code, currency }) => {
        const { class: kind, normalSide, allowedKinds } = natureOf(code);
        return {
          ...scope,
          code,
          currency,
          class: kind,
          normalSide,
          allowedKinds: [...allowedKinds],
        };
      }),
    skipDuplicates: true,
  });
  const all = await findAccounts(tx, scope, [...named.values()]);
  invariant(all.size === named.size, "an account that was opened is not there");
  return all;
}

async function findAccounts(
  tx: Transaction,
  scope: AccountScope,
  accounts: readonly { code: string; currency: string }[],
): Promise<Map<string, bigint>> {
  const rows = await tx.ledgerAccount.findMany({
    where: { ...scope, code: { in: accounts.map(({ code }) => code) } },
    select: { id: true, code: true, currency: true },
  });
  const wanted = new Set(accounts.map(({ code, currency }) => accountKey(code, currency)));
  const entries = rows.map((row) => [accountKey(row.code, row.currency), row.id] as const);
  return new Map(entries.filter(([key]) => wanted.has(key)));
}

/** A transaction to store, with what came of it. */
export interface NewTransaction {
  readonly facts: TransactionFacts;
  readonly raw: object;
  readonly hash: string;
  readonly journalId: bigint | null;
}

/** Stores transactions that were not there; `via` tells how they were first seen, `seenAt` in business time. */
export async function insertTransactions(
  tx: Transaction,
  scope: AccountScope,
  items: readonly NewTransaction[],
  seen: { readonly via: "feed" | "import"; readonly at: Date },
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ facts, raw, hash, journalId }) => ({
    id: facts.id,
    type: facts.type,
    reporting_category: facts.reportingCategory,
    amount: facts.amount.toString(),
    fee: facts.fee.toString(),
    net: facts.net.toString(),
    currency: facts.currency,
    status: facts.status,
    balance_type: facts.balanceType,
    available_on: facts.availableOn.toISOString(),
    created_at: facts.createdAt.toISOString(),
    exchange_rate: facts.exchangeRate,
    source_id: facts.sourceId,
    raw,
    raw_hash: hash,
    journal_id: journalId?.toString() ?? null,
  }));
  await tx.$executeRaw`
    INSERT INTO balance_transaction (account_id, livemode, id, type, reporting_category, amount, fee, net, currency, status,
      balance_type, available_on, created_at, exchange_rate, source_id, raw, raw_hash, first_seen_via, first_seen_at, journal_id)
    SELECT ${scope.accountId}, ${scope.livemode}, r.id, r.type, r.reporting_category, r.amount, r.fee, r.net, r.currency,
      r.status, r.balance_type, r.available_on, r.created_at, r.exchange_rate, r.source_id, r.raw, r.raw_hash,
      ${seen.via}, ${seen.at}, r.journal_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, type text, reporting_category text, amount bigint,
      fee bigint, net bigint, currency text, status text, balance_type text, available_on timestamptz, created_at timestamptz,
      exchange_rate text, source_id text, raw jsonb, raw_hash text, journal_id bigint)
    ON CONFLICT (account_id, livemode, id) DO NOTHING`;
}

/** Marks stored transactions as available at Stripe. */
export async function markAvailable(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE balance_transaction SET status = 'available', raw = jsonb_set(raw, '{status}', '"available"')
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND id = ANY(${[...ids]})`;
}
