import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Delegation, Prisma } from "#server/platform/db/generated/client.ts";

export type DelegationRow = Delegation;

/** Makes givers of delegations wait for each other, until the transaction ends: then none is missed. */
export async function lockDelegations(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('delegation', 0))`;
}

export async function insertDelegation(
  tx: Transaction,
  row: Prisma.DelegationUncheckedCreateInput,
): Promise<void> {
  await tx.delegation.create({ data: row });
}

/** Delegations of these people, on either side, that were not ended and whose time is not over. */
export async function findOpenDelegations(
  tx: Transaction,
  personIds: readonly string[],
  realNow: Date,
): Promise<Delegation[]> {
  const ids = [...personIds];
  return await tx.delegation.findMany({
    where: {
      endedAt: null,
      endsAt: { gt: realNow },
      OR: [{ delegatorId: { in: ids } }, { delegateId: { in: ids } }],
    },
  });
}

/** The newest delegations of all people, those that began last first. */
export async function findDelegations(db: Database, limit: number): Promise<Delegation[]> {
  return await db.prisma.delegation.findMany({
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** The delegation, locked until the transaction ends, or null. */
export async function lockDelegation(tx: Transaction, id: string): Promise<Delegation | null> {
  await tx.$queryRaw`SELECT 1 FROM delegation WHERE id = ${id}::uuid FOR UPDATE`;
  return await tx.delegation.findUnique({ where: { id } });
}

export async function endDelegationRow(
  tx: Transaction,
  id: string,
  ended: { endedAt: Date; endedBy: string },
): Promise<void> {
  await tx.delegation.update({ where: { id }, data: ended });
}
