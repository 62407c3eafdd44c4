import type { Transaction } from "#server/platform/db/database.ts";

/** Any constant does that no other advisory lock of the product uses. */
const PERSON_LOCK = 41;

/**
 * Lets one request of a person at a time count what they moved: two at once would each see the sum without the other.
 * Held until the transaction ends.
 */
export async function lockPersonVelocity(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${PERSON_LOCK}::int, hashtext(${personId}))`;
}

/** What the person set in motion since `since`, in minor units of the base currency, without what came to nothing. */
export async function sumMoved(
  tx: Transaction,
  personId: string,
  baseCurrency: string,
  since: Date,
): Promise<bigint> {
  const { _sum } = await tx.velocityEntry.aggregate({
    where: {
      subjectKind: "person",
      subjectId: personId,
      baseCurrency,
      countedAt: { gt: since },
      releasedAt: null,
    },
    _sum: { amountBase: true },
  });
  return _sum.amountBase ?? 0n;
}

/** Counts a command toward its person's rolling limit. */
export async function countMoved(
  tx: Transaction,
  entry: {
    commandId: string;
    personId: string;
    amountBase: bigint;
    baseCurrency: string;
    at: Date;
  },
): Promise<void> {
  await tx.velocityEntry.create({
    data: {
      commandId: entry.commandId,
      subjectKind: "person",
      subjectId: entry.personId,
      amountBase: entry.amountBase,
      baseCurrency: entry.baseCurrency,
      countedAt: entry.at,
    },
  });
}

/** Takes a command out of its person's sum; once. */
export async function releaseMoved(tx: Transaction, commandId: string, at: Date): Promise<void> {
  await tx.velocityEntry.updateMany({
    where: { commandId, releasedAt: null },
    data: { releasedAt: at },
  });
}
