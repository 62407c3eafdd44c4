import type { Transaction } from "#server/platform/db/database.ts";

/** Makes the reveals of one person wait for each other until the transaction ends. */
export async function lockReveals(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reveal:${personId}`}, 0))`;
}

/** How often a person revealed personal data since then: the audit log is the count. */
export async function countReveals(
  tx: Transaction,
  personId: string,
  since: Date,
): Promise<number> {
  return await tx.auditEvent.count({
    where: {
      actorId: personId,
      action: "personal-data.revealed",
      result: "done",
      at: { gt: since },
    },
  });
}
