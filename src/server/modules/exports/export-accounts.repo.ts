import type { ExportFormat } from "#core/contracts/exports.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Reading } from "./export-source.ts";

/** The names that people gave to accounts in one system. */
export async function findMappedAccounts(
  { db, scope }: Reading,
  format: ExportFormat,
): Promise<{ code: string; currency: string; external: string }[]> {
  return db.prisma.exportAccount.findMany({
    where: { ...scope, format },
    select: { code: true, currency: true, external: true },
  });
}

/** The accounts of the books in the order of the chart. */
export async function findBookAccounts({
  db,
  scope,
}: Reading): Promise<{ code: string; currency: string }[]> {
  return db.prisma.ledgerAccount.findMany({
    where: scope,
    select: { code: true, currency: true },
    orderBy: [{ code: "asc" }, { currency: "asc" }],
  });
}

/** Gives an account its name in one system, or takes it away with null. */
export async function writeMappedAccount(
  tx: Transaction,
  scope: AccountScope,
  account: { readonly format: string; readonly code: string; readonly currency: string },
  given: { readonly external: string; readonly changedBy: string; readonly changedAt: Date } | null,
): Promise<void> {
  const key = { ...scope, ...account };
  if (given === null) {
    await tx.exportAccount.deleteMany({ where: key });
    return;
  }
  await tx.exportAccount.upsert({
    where: { accountId_livemode_format_code_currency: key },
    create: { ...key, ...given },
    update: given,
  });
}
