import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Passkey, Prisma, TotpSecret } from "#server/platform/db/generated/client.ts";

export type PasskeyRow = Passkey;
export type TotpRow = TotpSecret;

const client = (db: Database | Transaction): Transaction => ("prisma" in db ? db.prisma : db);

/** A person's passkeys that count, oldest first. */
export async function findPasskeys(
  db: Database | Transaction,
  personId: string,
): Promise<PasskeyRow[]> {
  return await client(db).passkey.findMany({
    where: { personId, removedAt: null },
    orderBy: { createdAt: "asc" },
  });
}

/** Keeps a new passkey; false when somebody has this very key already. */
export async function insertPasskey(
  tx: Transaction,
  row: Prisma.PasskeyCreateManyInput,
): Promise<boolean> {
  const { count } = await tx.passkey.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Renames or ends a passkey of this person; false when they have none of that id. */
export async function updatePasskey(
  tx: Transaction,
  which: { id: string; personId: string },
  change: { name: string } | { removedAt: Date },
): Promise<boolean> {
  const { count } = await tx.passkey.updateMany({
    where: { ...which, removedAt: null },
    data: change,
  });
  return count === 1;
}

/** Moves the counter on, if nobody else did meanwhile; false otherwise. */
export async function countPasskeyUse(
  tx: Transaction,
  { id, counter }: PasskeyRow,
  used: { counter: bigint; at: Date },
): Promise<boolean> {
  const { count } = await tx.passkey.updateMany({
    where: { id, counter, removedAt: null },
    data: { counter: used.counter, lastUsedAt: used.at },
  });
  return count === 1;
}

/** The person's secret of one-time codes: the one that counts, or the one whose enrolment has begun. */
export async function findTotp(
  db: Database | Transaction,
  personId: string,
  state: "confirmed" | "begun",
): Promise<TotpRow | null> {
  return await client(db).totpSecret.findFirst({
    where: { personId, removedAt: null, confirmedAt: state === "confirmed" ? { not: null } : null },
  });
}

export async function insertTotp(
  tx: Transaction,
  row: Pick<TotpRow, "id" | "personId" | "createdAt"> & { sealed: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await tx.totpSecret.create({ data: row });
}

/** Confirms a begun secret by its first code. */
export async function confirmTotpRow(
  tx: Transaction,
  id: string,
  confirmed: { confirmedAt: Date; lastStep: bigint },
): Promise<void> {
  await tx.totpSecret.update({ where: { id }, data: confirmed });
}

/** Ends a secret of this person; false when there was none in that state. */
export async function removeTotpRow(
  tx: Transaction,
  personId: string,
  state: "confirmed" | "begun",
  removedAt: Date,
): Promise<boolean> {
  const { count } = await tx.totpSecret.updateMany({
    where: { personId, removedAt: null, confirmedAt: state === "confirmed" ? { not: null } : null },
    data: { removedAt },
  });
  return count === 1;
}

/** Takes the time step of a code, once; false when it or a later one was taken. */
export async function takeTotpStep(tx: Transaction, id: string, step: bigint): Promise<boolean> {
  const { count } = await tx.totpSecret.updateMany({
    where: { id, removedAt: null, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Ends every credential of a person. Out: how many counted. The proofs of their sessions end too. */
export async function endCredentials(
  tx: Transaction,
  personId: string,
  removedAt: Date,
): Promise<number> {
  const where = { personId, removedAt: null };
  const passkeys = await tx.passkey.updateMany({ where, data: { removedAt } });
  const secrets = await tx.totpSecret.updateMany({ where, data: { removedAt } });
  await tx.session.updateMany({
    where: { personId },
    data: { stepUpAt: null, stepUpMethod: null },
  });
  return passkeys.count + secrets.count;
}
