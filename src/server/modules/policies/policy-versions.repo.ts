import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { PolicyVersion } from "#server/platform/db/generated/client.ts";

/** A version as it is stored. */
export type PolicyVersionRow = PolicyVersion;

/** The newest version, or null before the first is stored. */
export async function findNewestVersion(
  tx: Transaction,
  scope: AccountScope,
): Promise<PolicyVersionRow | null> {
  return await tx.policyVersion.findFirst({ where: scope, orderBy: { number: "desc" } });
}

/** Stores a version; false when that number is taken. */
export async function insertVersion(tx: Transaction, row: PolicyVersionRow): Promise<boolean> {
  const { count } = await tx.policyVersion.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** At most `limit` versions, newest first. */
export async function findVersions(
  db: Database,
  scope: AccountScope,
  limit: number,
): Promise<PolicyVersionRow[]> {
  return await db.prisma.policyVersion.findMany({
    where: scope,
    orderBy: { number: "desc" },
    take: limit,
  });
}

/** One version, or null. */
export async function findVersion(
  db: Database,
  scope: AccountScope,
  number: number,
): Promise<PolicyVersionRow | null> {
  return await db.prisma.policyVersion.findUnique({
    where: { accountId_livemode_number: { ...scope, number } },
  });
}
