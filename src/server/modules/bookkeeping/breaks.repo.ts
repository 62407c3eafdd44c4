import { currency } from "#core/currency.ts";
import type { AccountScope } from "#core/mode.ts";
import { money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { LedgerBreak } from "#server/platform/db/generated/client.ts";
import { accountCode, bankAccountCode } from "../ledger/index.ts";
import type { Standing } from "./suggest-entry.ts";

/** A break as it is stored. */
export type StoredBreak = LedgerBreak;

/** The break, or null when this account has none of that id. */
export async function findStoredBreak(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<StoredBreak | null> {
  return await tx.ledgerBreak.findFirst({ where: { id, ...scope } });
}

/** What the books hold because of a break: by its transaction, its line of the bank, or the account it names. */
export async function findStanding(
  tx: Transaction,
  scope: AccountScope,
  found: StoredBreak,
): Promise<Standing[]> {
  if (found.objectType === "balance_transaction")
    return await suspenseOf(tx, scope, found.objectId);
  if (found.objectType === "bank_line") return await bankLine(tx, scope, found.objectId);
  const account = accountOf(found);
  if (account === null || found.amount === null || found.currency === null) return [];
  return [{ account, balance: money(found.amount, found.currency) }];
}

/** The account that a finding about accounts names: in its details, as its object, or by its type. */
function accountOf({ type, objectId, details }: StoredBreak): Standing["account"] | null {
  const named =
    typeof details === "object" && details !== null && !Array.isArray(details)
      ? details["account"]
      : null;
  if (typeof named === "string") return accountCode(named);
  if (type === "SUSPENSE_AGED") return "X.suspense";
  return type === "FX_RESIDUAL" ? "X.fx" : accountCode(objectId);
}

/** What a transaction's own journals and their corrections left in suspense. */
async function suspenseOf(
  tx: Transaction,
  scope: AccountScope,
  transactionId: string,
): Promise<Standing[]> {
  const rows = await tx.$queryRaw<{ currency: string; balance: bigint }[]>`
    SELECT a.currency, sum(e.amount)::bigint AS balance
    FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND a.code = 'X.suspense'
      AND (j.key = ${`bt:${transactionId}`} OR (j.object_id = ${transactionId} AND j.command_id IS NOT NULL))
    GROUP BY 1 ORDER BY 1`;
  return rows.map((row) => ({
    account: "X.suspense",
    balance: { amountMinor: row.balance, currency: currency(row.currency) },
  }));
}

/** A booked line: what the account of the bank holds for it, by its match and by what was adjusted, less its amount. */
async function bankLine(tx: Transaction, scope: AccountScope, lineId: string): Promise<Standing[]> {
  const rows = await tx.$queryRaw<
    { amount: bigint; currency: string; identifierHash: string; posted: bigint }[]
  >`
    SELECT l.amount, l.currency, b.identifier_hash AS "identifierHash", coalesce((
      SELECT sum(e.amount) FROM journal j JOIN entry e ON e.journal_id = j.id
      JOIN ledger_account a ON a.id = e.ledger_account_id
      WHERE j.account_id = l.account_id AND j.livemode = l.livemode AND (j.key = 'bank:' || l.id OR j.object_id = l.id::text)
        AND a.code LIKE 'A.bank.%' AND a.code <> 'A.bank.transit'), 0)::bigint AS posted
    FROM bank_line l JOIN bank_account b ON b.id = l.bank_account_id
    WHERE l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode} AND l.id::text = ${lineId}`;
  return rows.map((row) => ({
    account: bankAccountCode(row.identifierHash),
    balance: money(row.posted - row.amount, row.currency),
  }));
}

/** The hashes of the numbers of the accounts at banks, with what people read. */
export async function findBankAccounts(
  tx: Transaction,
  scope: AccountScope,
): Promise<{ identifierHash: string; label: string; last4: string }[]> {
  return await tx.bankAccount.findMany({
    where: scope,
    select: { identifierHash: true, label: true, last4: true },
    orderBy: [{ label: "asc" }, { id: "asc" }],
  });
}

/** The people of finance who may work on breaks now. */
export async function findFinancePeople(tx: Transaction) {
  return await tx.person.findMany({
    where: { role: "finance", disabledAt: null },
    select: { id: true, name: true, role: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
