import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "../db/database.ts";
import { Prisma } from "../db/generated/client.ts";

/** Tables whose rows are one Stripe object each, under the key (account, mode, id). */
type ProjectionTable =
  | "subscription"
  | "invoice"
  | "invoice_payment"
  | "radar_review"
  | "early_fraud_warning";

/** A row under its columns' names in camel case; amounts as decimal text, since JSON knows no bigint. */
type ProjectedRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** Writes objects as they are now in one statement, whatever was there before. All rows have the same columns. */
export async function upsertRows(
  tx: Transaction,
  scope: AccountScope,
  table: ProjectionTable,
  rows: readonly ProjectedRow[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const target = Prisma.raw(table);
  const columns = Object.keys(first).map(columnOf);
  const json = JSON.stringify(rows.map(inColumns));
  const changes = columns.map((column) => Prisma.sql`${column} = excluded.${column}`);
  await tx.$executeRaw`
    INSERT INTO ${target} (account_id, livemode, ${Prisma.join(columns)})
    SELECT ${scope.accountId}, ${scope.livemode}, ${Prisma.join(columns.map((column) => Prisma.sql`r.${column}`))}
    FROM jsonb_populate_recordset(NULL::${target}, ${json}::jsonb) AS r ORDER BY r.id
    ON CONFLICT (account_id, livemode, id) DO UPDATE SET ${Prisma.join(changes)}`;
}

function inColumns(row: ProjectedRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
}

function columnOf(name: string): Prisma.Sql {
  return Prisma.raw(`"${snake(name)}"`);
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
