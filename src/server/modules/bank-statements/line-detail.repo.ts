import type { Database } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";

/** What a later statement told differently. */
export interface AmendmentRecord {
  readonly id: bigint;
  readonly at: Date;
  readonly fileName: string;
  readonly before: Prisma.JsonValue;
  readonly after: Prisma.JsonValue;
}

/** The bank's own words of a line, and the statement it came with. Null when there is none. */
export async function findLineSource(db: Pick<Database, "prisma">, lineId: string) {
  const line = await db.prisma.bankLine.findUnique({
    where: { id: lineId },
    select: { raw: true, statementId: true },
  });
  if (line === null) return null;
  const statement = await db.prisma.bankStatement.findUnique({
    where: { id: line.statementId },
    select: { id: true, fileName: true, reference: true },
  });
  return statement === null ? null : { raw: line.raw, statement };
}

/** Every amendment of a line, oldest first. */
export async function findAmendments(
  db: Pick<Database, "prisma">,
  lineId: string,
): Promise<AmendmentRecord[]> {
  return db.prisma.$queryRaw<AmendmentRecord[]>`
    SELECT m.id, m.at, s.file_name AS "fileName", m.before, m.after
    FROM bank_line_amendment m JOIN bank_statement s ON s.id = m.statement_id
    WHERE m.bank_line_id = ${lineId}::uuid ORDER BY m.id`;
}
