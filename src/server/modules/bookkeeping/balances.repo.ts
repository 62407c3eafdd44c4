import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** The balances of some accounts (debit positive), by "code currency"; an account without entries is left out. */
export async function findBalancesOf(
  tx: Transaction,
  scope: AccountScope,
  accounts: readonly { readonly account: string; readonly currency: string }[],
): Promise<ReadonlyMap<string, bigint>> {
  const codes = accounts.map(({ account }) => account);
  if (codes.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ key: string; balance: bigint }[]>`
    SELECT a.code || ' ' || a.currency AS key, (coalesce(s.balance, 0) + coalesce(d.balance, 0))::bigint AS balance
    FROM ledger_account a
    LEFT JOIN LATERAL (
      SELECT balance, upto_entry_id FROM balance_snapshot b WHERE b.ledger_account_id = a.id
      ORDER BY b.upto_entry_id DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
      SELECT sum(e.amount)::bigint AS balance FROM entry e
      WHERE e.ledger_account_id = a.id AND e.id > coalesce(s.upto_entry_id, 0)) d
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = ANY(${codes})`;
  return new Map(rows.map(({ key, balance }) => [key, balance]));
}

/** The legs that a command's journals have; none while nothing was posted. */
export async function findLegsOfCommand(
  tx: Transaction,
  scope: AccountScope,
  commandId: string,
): Promise<{
  readonly journalId: string;
  readonly legs: readonly { account: string; amount: bigint; currency: string }[];
} | null> {
  const journals = await tx.journal.findMany({
    where: { ...scope, commandId },
    orderBy: { id: "asc" },
    include: { entries: { include: { ledgerAccount: { select: { code: true } } } } },
  });
  const [first] = journals;
  if (!first) return null;
  const legs = journals.flatMap(({ entries }) =>
    entries.map(({ ledgerAccount, amount, currency }) => {
      return { account: ledgerAccount.code, amount, currency };
    }),
  );
  return { journalId: first.id.toString(), legs };
}

/** The base currency of the account; null before the first import. */
export async function findBaseCurrency(
  tx: Transaction,
  scope: AccountScope,
): Promise<string | null> {
  const account = await tx.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
    select: { baseCurrency: true },
  });
  return account?.baseCurrency ?? null;
}
