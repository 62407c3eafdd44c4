import type { Transaction } from "#server/platform/db/database.ts";
import type { CredentialChallenge } from "#server/platform/db/generated/client.ts";

export type ChallengeRow = CredentialChallenge;

/** Keeps a challenge, and clears away those of this person whose time is over. */
export async function insertChallenge(
  tx: Transaction,
  row: ChallengeRow,
  realNow: Date,
): Promise<void> {
  await tx.credentialChallenge.deleteMany({
    where: { personId: row.personId, expiresAt: { lte: realNow } },
  });
  await tx.credentialChallenge.create({ data: row });
}

/** Takes a challenge of this session out of the table, so that it serves once; null when it is gone or too old. */
export async function takeChallengeRow(
  tx: Transaction,
  which: Pick<ChallengeRow, "id" | "personId" | "sessionId" | "purpose">,
  realNow: Date,
): Promise<ChallengeRow | null> {
  const [row] = await tx.$queryRaw<
    { message: string | null; challenge: string; expiresAt: Date }[]
  >`
    DELETE FROM credential_challenge
    WHERE id = ${which.id}::uuid AND person_id = ${which.personId}::uuid
      AND session_id = ${which.sessionId}::uuid AND purpose = ${which.purpose} AND expires_at > ${realNow}
    RETURNING message, challenge, expires_at AS "expiresAt"`;
  return row ? { ...which, ...row } : null;
}
