import type { AccountScope } from "#core/mode.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { FoundProposal, OpenLine, OpenPayout } from "./match-payouts.ts";

type Reads = Pick<Database, "prisma">;

const sql = Prisma.sql;

const isMatched = (
  side: "payout" | "bank_line",
  id: Prisma.Sql,
  { accountId, livemode }: AccountScope,
) =>
  sql`EXISTS (SELECT 1 FROM reconciliation_match_item m WHERE m.account_id = ${accountId} AND m.livemode = ${livemode}
    AND m.side = ${side} AND m.item_id = ${id})`;

/** Payouts that should be at a bank we know, in the currency of one of its accounts. */
const bankable = ({ accountId, livemode }: AccountScope) =>
  sql`p.account_id = ${accountId} AND p.livemode = ${livemode} AND p.status IN ('paid', 'in_transit') AND p.amount <> 0
    AND p.currency IN (SELECT k.currency FROM bank_account k WHERE k.account_id = ${accountId} AND k.livemode = ${livemode})`;

/** Payouts that are on no statement yet. */
export async function findOpenPayouts(db: Reads, scope: AccountScope): Promise<OpenPayout[]> {
  return db.prisma.$queryRaw<OpenPayout[]>`
    SELECT p.id, p.amount, p.currency, p.arrival_at AS "arrivalAt", p.trace_id AS "traceId" FROM payout p
    WHERE ${bankable(scope)} AND NOT ${isMatched("payout", sql`p.id`, scope)} ORDER BY p.arrival_at, p.id`;
}

/** People's approved entries put the whole line on the account of the bank: a fee of the bank, say. */
const isAdjusted = sql`EXISTS (
  SELECT 1 FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
  WHERE j.account_id = l.account_id AND j.livemode = l.livemode AND j.object_id = l.id::text AND j.command_id IS NOT NULL
    AND a.code LIKE 'A.bank.%' AND a.code <> 'A.bank.transit'
  HAVING sum(e.amount) = l.amount)`;

/** Bank lines that nothing explains yet. */
export async function findOpenLines(db: Reads, scope: AccountScope): Promise<OpenLine[]> {
  return db.prisma.$queryRaw<OpenLine[]>`
    SELECT l.id, l.amount, l.currency, l.value_on AS "valueOn", l.trace_id AS "traceId" FROM bank_line l
    WHERE l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode} AND l.amount <> 0
      AND NOT ${isMatched("bank_line", sql`l.id::text`, scope)} AND NOT ${isAdjusted} ORDER BY l.value_on, l.id`;
}

/** Proposals that a match has overtaken are none any more. */
export async function supersedeProposals(tx: Transaction, scope: AccountScope): Promise<void> {
  const { accountId, livemode } = scope;
  await tx.$executeRaw`
    UPDATE match_proposal q SET state = 'superseded'
    WHERE q.account_id = ${accountId} AND q.livemode = ${livemode} AND q.state = 'open' AND EXISTS (
      SELECT 1 FROM reconciliation_match_item m WHERE m.account_id = q.account_id AND m.livemode = q.livemode
        AND ((m.side = 'payout' AND m.item_id = ANY(q.payout_ids)) OR (m.side = 'bank_line' AND m.item_id = ANY(q.bank_line_ids))))`;
}

/** Writes proposals that were not made before. */
export async function insertProposals(
  tx: Transaction,
  scope: AccountScope,
  proposals: readonly FoundProposal[],
  made: { readonly runId: string; readonly at: Date },
): Promise<void> {
  if (proposals.length === 0) return;
  await tx.matchProposal.createMany({
    data: proposals.map(({ method, confidence, payoutIds, lineIds, currency }) => ({
      ...scope,
      id: newId(),
      fingerprint: `${method}:${payoutIds.join("+")}:${lineIds.join("+")}`,
      method,
      confidence,
      payoutIds: [...payoutIds],
      bankLineIds: [...lineIds],
      currency,
      difference: 0n,
      state: "open",
      runId: made.runId,
      createdAt: made.at,
    })),
    skipDuplicates: true,
  });
}

/** Whether any account at a bank is known. */
export async function hasBankAccount(tx: Transaction, scope: AccountScope): Promise<boolean> {
  return (await tx.bankAccount.count({ where: scope })) > 0;
}

/** A payout or a bank line as R5 judges it; `at` is the payout's arrival or the line's value day. */
export interface BankItem {
  readonly side: "payout" | "bank_line";
  readonly id: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly at: Date;
  readonly matched: boolean;
  /** The match it is in; null for none. */
  readonly matchId: string | null;
  /** What the books hold at the bank for it, of a matched line that a later statement told differently; null of all others. */
  readonly booked: bigint | null;
  readonly proposed: boolean;
  /** The first and last day that statements in this currency cover; null where none tells. */
  readonly coveredFrom: Date | null;
  readonly coveredTo: Date | null;
}

/** What stands at the bank for the line `l`: the journal of its match, and what people adjusted since. */
const bookedAtBank = sql`(
  SELECT coalesce(sum(e.amount), 0)::bigint FROM journal j JOIN entry e ON e.journal_id = j.id
  JOIN ledger_account a ON a.id = e.ledger_account_id
  WHERE j.account_id = l.account_id AND j.livemode = l.livemode AND (j.key = 'bank:' || l.id OR j.object_id = l.id::text)
    AND a.code LIKE 'A.bank.%' AND a.code <> 'A.bank.transit')`;

/** Payouts and bank lines that R5 judges: of lines, those that are matched or speak of Stripe. */
export async function findBankItems(tx: Transaction, scope: AccountScope): Promise<BankItem[]> {
  const { accountId, livemode } = scope;
  return tx.$queryRaw<BankItem[]>`
    WITH covered AS (SELECT k.currency, min(coalesce(s.from_date, s.to_date)) AS from_day, max(coalesce(s.to_date, s.from_date)) AS to_day
      FROM bank_account k JOIN bank_statement s ON s.bank_account_id = k.id
      WHERE k.account_id = ${accountId} AND k.livemode = ${livemode} GROUP BY 1),
    items AS (
      SELECT 'payout' AS side, p.id, p.currency, p.amount, p.arrival_at AS at, m.match_id, NULL::bigint AS booked, false AS adjusted
      FROM payout p LEFT JOIN reconciliation_match_item m
        ON (m.account_id, m.livemode, m.side, m.item_id) = (p.account_id, p.livemode, 'payout', p.id)
      WHERE ${bankable(scope)}
      UNION ALL
      SELECT 'bank_line', l.id::text, l.currency, l.amount, l.value_on::timestamptz, m.match_id,
        CASE WHEN m.match_id IS NOT NULL AND l.amended > 0 THEN ${bookedAtBank} END, ${isAdjusted}
      FROM bank_line l LEFT JOIN reconciliation_match_item m
        ON (m.account_id, m.livemode, m.side, m.item_id) = (l.account_id, l.livemode, 'bank_line', l.id::text)
      WHERE l.account_id = ${accountId} AND l.livemode = ${livemode} AND (m.match_id IS NOT NULL
        OR (l.amount <> 0 AND concat_ws(' ', l.counterparty, l.description, l.reference) ILIKE '%stripe%')))
    SELECT i.side, i.id, i.currency, i.amount, i.at, i.match_id IS NOT NULL OR i.adjusted AS matched,
      i.match_id::text AS "matchId", i.booked, c.from_day AS "coveredFrom", c.to_day AS "coveredTo",
      EXISTS (SELECT 1 FROM match_proposal q WHERE q.account_id = ${accountId} AND q.livemode = ${livemode}
        AND q.state IN ('open', 'requested') AND i.id = ANY(CASE i.side WHEN 'payout' THEN q.payout_ids ELSE q.bank_line_ids END))
        AS proposed
    FROM items i LEFT JOIN covered c ON c.currency = i.currency ORDER BY i.side, i.id`;
}
