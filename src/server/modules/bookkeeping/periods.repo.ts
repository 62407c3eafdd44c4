import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { AccountingPeriod, Prisma } from "#server/platform/db/generated/client.ts";

/** A month of the books as it is stored; a month without a row is open. */
export type PeriodRow = AccountingPeriod;

/** The event of the oldest journal, or null while there is none. */
export async function findFirstEvent(tx: Transaction, scope: AccountScope): Promise<Date | null> {
  const first = await tx.journal.findFirst({
    where: scope,
    orderBy: [{ accountingAt: "asc" }, { id: "asc" }],
    select: { accountingAt: true },
  });
  return first?.accountingAt ?? null;
}

/** The months that have a row, oldest first. */
export async function findPeriods(tx: Transaction, scope: AccountScope): Promise<PeriodRow[]> {
  return await tx.accountingPeriod.findMany({ where: scope, orderBy: { month: "asc" } });
}

/** The month's row, or null. */
export async function findPeriod(
  tx: Transaction,
  scope: AccountScope,
  month: string,
): Promise<PeriodRow | null> {
  return await tx.accountingPeriod.findUnique({
    where: { accountId_livemode_month: { ...scope, month } },
  });
}

/** Makes two who change the months of one account wait for each other, until the transaction ends. */
export async function lockPeriods(tx: Transaction, scope: AccountScope): Promise<void> {
  const name = `accounting_period ${scope.accountId} ${scope.livemode}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** Sets columns of a month, making its row where there is none. The database refuses to change a closed one. */
export async function savePeriod(
  tx: Transaction,
  scope: AccountScope,
  month: string,
  change: Omit<Prisma.AccountingPeriodUncheckedCreateInput, "accountId" | "livemode" | "month">,
): Promise<void> {
  await tx.accountingPeriod.upsert({
    where: { accountId_livemode_month: { ...scope, month } },
    create: { ...scope, month, ...change },
    update: change,
  });
}

/** From this instant on journals may be dated; what happened earlier counts from here. */
export async function saveClosedUntil(
  tx: Transaction,
  scope: AccountScope,
  closedUntil: Date,
): Promise<void> {
  await tx.ledgerClose.upsert({
    where: { accountId_livemode: scope },
    create: { ...scope, closedUntil },
    update: { closedUntil },
  });
}

/** What an account did in a month, in minor units: opening and closing debit positive, both sides without sign. */
export interface MonthBalance {
  readonly accountId: bigint;
  readonly code: string;
  readonly currency: string;
  readonly opening: bigint;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly closing: bigint;
}

/** The month of every account that had an entry by its end, summed from the entries by the date they count for. */
export async function sumMonth(
  tx: Transaction,
  scope: AccountScope,
  { start, end }: { start: Date; end: Date },
): Promise<MonthBalance[]> {
  return await tx.$queryRaw<MonthBalance[]>`
    SELECT a.id AS "accountId", a.code, a.currency, s.opening, s.debits, s.credits,
      (s.opening + s.debits - s.credits)::bigint AS closing
    FROM ledger_account a JOIN (
      SELECT e.ledger_account_id,
        coalesce(sum(e.amount) FILTER (WHERE j.accounting_at < ${start}), 0)::bigint AS opening,
        coalesce(sum(e.amount) FILTER (WHERE j.accounting_at >= ${start} AND e.amount > 0), 0)::bigint AS debits,
        coalesce(-sum(e.amount) FILTER (WHERE j.accounting_at >= ${start} AND e.amount < 0), 0)::bigint AS credits
      FROM journal j JOIN entry e ON e.journal_id = j.id
      WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND j.accounting_at < ${end}
      GROUP BY 1) s ON s.ledger_account_id = a.id
    ORDER BY a.code, a.currency`;
}

/** Keeps the balances of a month as they were signed; never changed afterwards. */
export async function insertPeriodBalances(
  tx: Transaction,
  scope: AccountScope,
  month: string,
  balances: readonly MonthBalance[],
): Promise<void> {
  await tx.periodBalance.createMany({
    data: balances.map(({ accountId, opening, debits, credits, closing }) => ({
      ...scope,
      month,
      ledgerAccountId: accountId,
      opening,
      debits,
      credits,
      closing,
    })),
  });
}

/** The balances of a closed month as they were signed. */
export async function findPeriodBalances(
  tx: Transaction,
  scope: AccountScope,
  month: string,
): Promise<MonthBalance[]> {
  return await tx.$queryRaw<MonthBalance[]>`
    SELECT a.id AS "accountId", a.code, a.currency, p.opening, p.debits, p.credits, p.closing
    FROM period_balance p JOIN ledger_account a ON a.id = p.ledger_account_id
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND p.month = ${month}
    ORDER BY a.code, a.currency`;
}
