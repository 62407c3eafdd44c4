import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** A row of the log about one command, as far as its history shows it. */
export interface LoggedStep {
  readonly id: string;
  /** Real time, the database's. */
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorRole: string | null;
  readonly action: string;
  readonly result: string;
  readonly reason: string | null;
  readonly details: string;
}

/** What the log says of a command, in order; the bound is for abuse. */
export async function findLoggedSteps(
  db: Database,
  commandId: string,
  limit: number,
): Promise<LoggedStep[]> {
  return await db.prisma.auditEvent.findMany({
    where: { commandId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: limit,
    select: {
      id: true,
      at: true,
      actorKind: true,
      actorId: true,
      actorRole: true,
      action: true,
      result: true,
      reason: true,
      details: true,
    },
  });
}

/** When a journal was written, real time; null when there is none of that number. */
export async function findPostedAt(
  db: Database,
  scope: AccountScope,
  journalId: string,
): Promise<Date | null> {
  const journal = await db.prisma.journal.findFirst({
    where: { ...scope, id: BigInt(journalId) },
    select: { createdAt: true },
  });
  return journal?.createdAt ?? null;
}
