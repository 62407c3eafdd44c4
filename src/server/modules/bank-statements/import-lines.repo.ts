import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";
import type { Reader } from "./bank-accounts.repo.ts";
import type { KnownLine, LineContent } from "./plan-lines.ts";

/** Rows of one statement to the database: parameters of a query are limited. */
const BATCH = 1_000;

function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) =>
    items.slice(at * BATCH, (at + 1) * BATCH),
  );
}

/** Whether this very file was imported for one of these accounts. */
export async function isFileImported(
  db: Reader,
  bankAccountIds: readonly string[],
  fileHash: string,
): Promise<boolean> {
  const where = { bankAccountId: { in: [...bankAccountIds] }, fileHash };
  return (await db.bankStatement.count({ where })) > 0;
}

/** The stored lines of an account that have one of these ids, by id. */
export async function findKnownLines(
  db: Reader,
  bankAccountId: string,
  externalIds: readonly string[],
): Promise<Map<string, KnownLine>> {
  const known = new Map<string, KnownLine>();
  for (const ids of batches(externalIds)) {
    const rows = await db.bankLine.findMany({ where: { bankAccountId, externalId: { in: ids } } });
    for (const { amount, bookedOn, valueOn, ...row } of rows) {
      known.set(row.externalId, {
        ...row,
        amountMinor: amount,
        bookedOn: dayOf(bookedOn),
        valueOn: dayOf(valueOn),
      });
    }
  }
  return known;
}

/** The trace ids of payouts among these words. */
export async function findTraceIds(
  db: Reader,
  scope: AccountScope,
  words: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const batch of batches(words)) {
    const where = { ...scope, traceId: { in: batch } };
    for (const { traceId } of await db.payout.findMany({ where, select: { traceId: true } })) {
      if (traceId !== null) found.add(traceId);
    }
  }
  return found;
}

/** Adds a statement's row. */
export async function insertStatement(
  tx: Transaction,
  row: Prisma.BankStatementCreateManyInput,
): Promise<void> {
  await tx.bankStatement.createMany({ data: row });
}

/** Adds lines. Fails as a whole when one is known by its id. */
export async function insertLines(
  tx: Transaction,
  rows: readonly Prisma.BankLineCreateManyInput[],
): Promise<void> {
  for (const data of batches(rows)) await tx.bankLine.createMany({ data });
}

/** A line that is told differently now. */
export interface Amendment {
  readonly lineId: string;
  readonly statementId: string;
  readonly before: LineContent;
  readonly after: LineContent;
  readonly contentHash: string;
  readonly traceId: string | null;
  readonly at: Date;
}

/** Writes what a line said before, and changes the line. */
export async function amendLine(tx: Transaction, amendment: Amendment): Promise<void> {
  const { lineId, statementId, before, after, contentHash, traceId, at } = amendment;
  await tx.bankLineAmendment.create({
    data: { bankLineId: lineId, statementId, before: jsonOf(before), after: jsonOf(after), at },
  });
  await tx.bankLine.update({
    where: { id: lineId },
    data: {
      bookedOn: dateOf(after.bookedOn),
      valueOn: dateOf(after.valueOn),
      amount: after.amountMinor,
      reference: after.reference,
      description: after.description,
      counterparty: after.counterparty,
      contentHash,
      traceId,
      amended: { increment: 1 },
    },
  });
}

/** Minor units as text: JSON numbers are floats. */
function jsonOf({ amountMinor, ...rest }: LineContent) {
  return { ...rest, amountMinor: amountMinor.toString() };
}

/** A calendar day as the database driver takes it. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** A calendar day as the database driver gives it. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
