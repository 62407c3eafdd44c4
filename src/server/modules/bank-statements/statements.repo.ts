import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { PageKey } from "./page-cursor.ts";

/** A statement with its account and who brought it. */
export interface StatementRecord {
  readonly id: string;
  readonly format: string;
  readonly fileName: string;
  readonly reference: string;
  readonly fromDate: Date | null;
  readonly toDate: Date | null;
  readonly openingBalance: bigint | null;
  readonly closingBalance: bigint | null;
  readonly lines: number;
  readonly added: number;
  readonly amended: number;
  readonly importedBy: string;
  readonly importedAt: Date;
  readonly bankAccountId: string;
  readonly label: string;
  readonly last4: string;
  readonly currency: string;
}

/** One page of statements, newest import first, and one row more where there is a next page. */
export async function findStatements(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { after, limit }: { readonly after: PageKey | null; readonly limit: number },
): Promise<StatementRecord[]> {
  const isAfter = after
    ? Prisma.sql`AND (s.imported_at, s.id) < (${after.at}, ${after.id}::uuid)`
    : Prisma.empty;
  return db.prisma.$queryRaw<StatementRecord[]>`
    SELECT s.id, s.format, s.file_name AS "fileName", s.reference, s.from_date AS "fromDate", s.to_date AS "toDate",
      s.opening_balance AS "openingBalance", s.closing_balance AS "closingBalance", s.lines, s.added, s.amended,
      coalesce(p.name, '–') AS "importedBy", s.imported_at AS "importedAt",
      a.id AS "bankAccountId", a.label, a.last4, a.currency
    FROM bank_statement s JOIN bank_account a ON a.id = s.bank_account_id
    LEFT JOIN person p ON p.id = s.imported_by
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} ${isAfter}
    ORDER BY s.imported_at DESC, s.id DESC LIMIT ${limit + 1}`;
}
