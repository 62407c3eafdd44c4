import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { CommandAttempt } from "#server/platform/db/generated/client.ts";
import type { CallEvidence } from "#server/platform/stripe/outcome.ts";

export type AttemptRow = CommandAttempt;
export type AttemptOutcome = "accepted" | "rejected" | "not_executed" | "unknown";

/** Says, before the first byte leaves, that this request is about to be sent. */
export async function insertAttempt(
  tx: Transaction,
  attempt: { commandId: string; n: number; fencingToken: bigint; sentAt: Date },
): Promise<void> {
  await tx.commandAttempt.create({ data: attempt });
}

/** Writes what came back for an attempt. */
export async function finishAttempt(
  tx: Transaction,
  attempt: { commandId: string; n: number },
  result: { outcome: AttemptOutcome; evidence: CallEvidence; finishedAt: Date },
): Promise<void> {
  await tx.commandAttempt.update({
    where: { commandId_n: attempt },
    data: {
      finishedAt: result.finishedAt,
      outcome: result.outcome,
      httpStatus: result.evidence.httpStatus,
      stripeRequestId: result.evidence.requestId,
      errorType: result.evidence.errorType,
      errorCode: result.evidence.errorCode,
    },
  });
}

/** How long ago the first attempt began, in milliseconds by the database's clock; null where there was none. */
export async function firstAttemptAgeMs(
  tx: Transaction,
  commandId: string,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ age: number | null }[]>`
    SELECT (extract(epoch FROM clock_timestamp() - min(begun_at)) * 1000)::float8 AS age
    FROM command_attempt WHERE command_id = ${commandId}::uuid`;
  return row?.age ?? null;
}

/** The attempts of a command, first one first. */
export async function findAttempts(
  db: Database | Transaction,
  commandId: string,
): Promise<AttemptRow[]> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.commandAttempt.findMany({ where: { commandId }, orderBy: { n: "asc" } });
}
