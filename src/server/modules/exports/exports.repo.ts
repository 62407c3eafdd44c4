import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";

/** One export as it stands in the table. */
export interface ExportRow {
  readonly id: string;
  readonly kind: string;
  readonly format: string;
  readonly filters: Prisma.JsonValue;
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly rows: bigint | null;
  readonly bytes: bigint | null;
  readonly sha256: string | null;
  readonly state: string;
}

type Reader = Pick<Database, "prisma">;

/** Begins an export. Fails where the id was used before. */
export async function insertExport(
  tx: Transaction,
  scope: AccountScope,
  row: Pick<ExportRow, "id" | "kind" | "format" | "requestedBy" | "requestedAt"> & {
    readonly filters: Prisma.InputJsonObject;
    readonly aliveUntil: Date;
  },
): Promise<void> {
  await tx.export.create({ data: { ...scope, ...row, state: "streaming" } });
}

/** Says that somebody still sends it. */
export async function prolongExport(db: Reader, id: string, aliveUntil: Date): Promise<void> {
  await db.prisma.export.updateMany({ where: { id, state: "streaming" }, data: { aliveUntil } });
}

/** Ends exports that nobody sends any more at real time `now`. What they sent is not known. Out: what they were. */
export async function endUnsent(
  tx: Transaction,
  scope: AccountScope,
  { now, finishedAt }: { readonly now: Date; readonly finishedAt: Date },
): Promise<Pick<ExportRow, "id" | "kind" | "format">[]> {
  return tx.$queryRaw<Pick<ExportRow, "id" | "kind" | "format">[]>`
    UPDATE export SET state = 'broken', finished_at = ${finishedAt}
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND state = 'streaming'
      AND (alive_until IS NULL OR alive_until < ${now})
    RETURNING id::text, kind, format`;
}

/** Ends an export that is under way with what was sent. False where it had been given up before. */
export async function endExport(
  tx: Transaction,
  id: string,
  end: Pick<ExportRow, "finishedAt" | "rows" | "bytes" | "sha256"> & {
    readonly state: "finished" | "broken";
  },
): Promise<boolean> {
  const ended = await tx.export.updateMany({ where: { id, state: "streaming" }, data: end });
  return ended.count > 0;
}

/** One page of exports, newest first, and one row more where there is a next page. */
export async function findExports(
  db: Reader,
  scope: AccountScope,
  page: {
    readonly before: { readonly at: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<ExportRow[]> {
  const { before, limit } = page;
  return db.prisma.export.findMany({
    where: {
      ...scope,
      ...(before && {
        OR: [{ requestedAt: { lt: before.at } }, { requestedAt: before.at, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
}

/** One export of the scope, or null. */
export async function findExport(
  db: Reader,
  scope: AccountScope,
  id: string,
): Promise<ExportRow | null> {
  return db.prisma.export.findFirst({ where: { ...scope, id } });
}

/** The names and roles of those who exported. */
export async function findRequesters(
  db: Reader,
  ids: readonly string[],
): Promise<{ id: string; name: string; role: string }[]> {
  return db.prisma.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, role: true },
  });
}

/** The months of a list that are closed for ever. */
export async function findClosedMonths(
  db: Reader,
  scope: AccountScope,
  months: readonly string[],
): Promise<string[]> {
  const rows = await db.prisma.accountingPeriod.findMany({
    where: { ...scope, month: { in: [...months] }, state: "closed" },
    select: { month: true },
  });
  return rows.map(({ month }) => month);
}

/** The account's base currency; null before the account was read from Stripe. */
export async function findBaseCurrency(db: Reader, scope: AccountScope): Promise<string | null> {
  const row = await db.prisma.stripeAccount.findUnique({ where: { accountId_livemode: scope } });
  return row?.baseCurrency ?? null;
}
