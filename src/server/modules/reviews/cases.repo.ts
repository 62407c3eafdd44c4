import type { PersonDto } from "#core/contracts/shared.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Prisma, ReviewCase } from "#server/platform/db/generated/client.ts";

/** A case as stored; a lease in the past holds nothing. */
export type CaseRow = ReviewCase;
/** Columns a change sets; the version goes up by itself. */
export type CaseChange = Omit<Prisma.ReviewCaseUpdateManyMutationInput, "version">;

/** The case, or null when this account has none of this id. */
export async function findCase(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<CaseRow | null> {
  return await tx.reviewCase.findFirst({ where: { ...scope, id } });
}

/** As {@link findCase}, and nobody else changes it until the transaction ends. */
export async function lockCase(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<CaseRow | null> {
  await tx.$queryRaw`select 1 as locked from review_case where id = ${id}::uuid for update`;
  return await findCase(tx, scope, id);
}

/** Writes a change over exactly the version that was read; null when it is not that version any more. */
export async function updateCase(
  tx: Transaction,
  read: CaseRow,
  change: CaseChange,
): Promise<CaseRow | null> {
  const rows = await tx.reviewCase.updateManyAndReturn({
    where: { id: read.id, version: read.version },
    data: { ...change, version: { increment: 1 } },
  });
  return rows[0] ?? null;
}

/** Lengthens a lease; not a change of the case, so that the version stays. */
export async function extendLease(tx: Transaction, id: string, leaseUntil: Date): Promise<void> {
  await tx.reviewCase.updateMany({ where: { id }, data: { leaseUntil } });
}

/** The id and number of another case of this key that is not closed; null when there is none. */
export async function findOtherOpen(
  tx: Transaction,
  scope: AccountScope,
  row: CaseRow,
): Promise<CaseRow | null> {
  return await tx.reviewCase.findFirst({
    where: { ...scope, dedupeKey: row.dedupeKey, state: { not: "closed" }, id: { not: row.id } },
  });
}

/** The named people by id; an id that is nobody's is left out. */
export async function findPeople(
  tx: Transaction,
  ids: readonly (string | null)[],
): Promise<Map<string, PersonDto>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await tx.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
