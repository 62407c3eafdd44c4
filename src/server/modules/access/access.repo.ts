import type { Role } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly timeZone: string;
  readonly disabledAt: Date | null;
}

/** The person with this e-mail address (already lower-case), disabled or not. */
export function findPersonByEmail(db: Database, email: string): Promise<PersonRow | null> {
  return db.prisma.person.findUnique({ where: { email } });
}

/** A session with its person, whatever its state. */
export function findSession(db: Database, sessionId: string) {
  return db.prisma.session.findUnique({ where: { id: sessionId }, include: { person: true } });
}

/** The person of this id. Throws when there is none: whoever acts is somebody. */
export function findPersonById(tx: Transaction, id: string): Promise<PersonRow> {
  return tx.person.findUniqueOrThrow({ where: { id } });
}

/** When the password of this session was entered; null for no session of that id. */
export async function findSignInTime(
  db: Database | Transaction,
  sessionId: string,
): Promise<Date | null> {
  const row = await findSessionRow(db, sessionId);
  return row?.createdAt ?? null;
}

/** When, and by what, the person of this session last proved to be there; null for never. */
export async function findStepUp(
  db: Database | Transaction,
  sessionId: string,
): Promise<{ at: Date; method: string | null } | null> {
  const row = await findSessionRow(db, sessionId);
  return row?.stepUpAt ? { at: row.stepUpAt, method: row.stepUpMethod } : null;
}

function findSessionRow(db: Database | Transaction, id: string) {
  const client: Transaction = "prisma" in db ? db.prisma : db;
  return client.session.findUnique({ where: { id } });
}

export async function setStepUp(
  tx: Transaction,
  sessionId: string,
  proven: { at: Date; method: string },
): Promise<void> {
  await tx.session.update({
    where: { id: sessionId },
    data: { stepUpAt: proven.at, stepUpMethod: proven.method },
  });
}

/** Failed attempts for a subject (hashed e-mail or address) since `since`. */
export function countFailedSignIns(
  db: Database,
  subjectHash: string,
  since: Date,
): Promise<number> {
  return db.prisma.signInAttempt.count({ where: { subjectHash, at: { gte: since } } });
}

export async function addFailedSignIn(
  tx: Transaction,
  subjectHashes: readonly string[],
  at: Date,
): Promise<void> {
  await tx.signInAttempt.createMany({
    data: subjectHashes.map((subjectHash) => ({ subjectHash, at })),
  });
}

export async function clearFailedSignIns(tx: Transaction, subjectHash: string): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { subjectHash } });
}

export interface NewSession {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  await tx.session.create({ data: { ...session, lastSeenAt: session.createdAt } });
}

/** Marks the session as used now; called at most once a minute for each session. */
export async function touchSession(db: Database, sessionId: string, at: Date): Promise<void> {
  await db.prisma.session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { lastSeenAt: at },
  });
}

/** Ends a session; false when it had ended before. */
export async function revokeSession(
  tx: Transaction,
  sessionId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

export async function insertPerson(tx: Transaction, person: NewPerson): Promise<void> {
  await tx.person.create({ data: person });
}
