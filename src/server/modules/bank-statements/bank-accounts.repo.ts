import type { CsvMapping } from "#core/contracts/bank-statements.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";

export type Reader = Pick<Database, "prisma">["prisma"] | Transaction;

/** A bank account as it is stored: of its number only a hash and the last four characters. */
export interface BankAccountRecord {
  readonly id: string;
  readonly label: string;
  readonly last4: string;
  readonly identifierHash: string;
  readonly currency: string;
  readonly csvMapping: Prisma.JsonValue | null;
}

const COLUMNS = {
  id: true,
  label: true,
  last4: true,
  identifierHash: true,
  currency: true,
  csvMapping: true,
} as const;

/** Every bank account, by label. */
export function findBankAccounts(db: Reader, scope: AccountScope): Promise<BankAccountRecord[]> {
  return db.bankAccount.findMany({
    where: scope,
    select: COLUMNS,
    orderBy: [{ label: "asc" }, { id: "asc" }],
  });
}

/** Adds an account. */
export async function insertBankAccount(
  tx: Transaction,
  scope: AccountScope,
  account: Omit<BankAccountRecord, "csvMapping"> & { readonly createdAt: Date },
): Promise<void> {
  await tx.bankAccount.create({ data: { ...scope, ...account } });
}

/** Keeps how the account's CSV files are read, for the next one. */
export async function rememberMapping(
  tx: Transaction,
  id: string,
  mapping: CsvMapping,
): Promise<void> {
  await tx.bankAccount.update({ where: { id }, data: { csvMapping: mapping } });
}

/** Imports of one Stripe account follow each other: what the first one adds is known to the second. */
export async function lockImports(tx: Transaction, scope: AccountScope): Promise<void> {
  const name = `bank-import:${scope.accountId}:${scope.livemode}`;
  await tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`);
}
