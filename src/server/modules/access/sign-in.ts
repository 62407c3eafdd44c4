import type { Role } from "#core/roles.ts";
import { newId, newRequestId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import {
  addFailedSignIn,
  clearFailedSignIns,
  findPersonByEmail,
  insertSession,
} from "./access.repo.ts";
import { refuseAfter, subjectHash } from "./attempt-limit.ts";
import { hashPassword, isPassword } from "./password.ts";

const MAX_FAILURES_PER_PERSON = 10;
const MAX_FAILURES_PER_ADDRESS = 50;

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly sessionMaxMs: number;
}

export interface SignedIn {
  readonly sessionId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * Checks e-mail and password and opens a session row. Returns null when they do not match (or the person is disabled),
 * without telling which. Throws `TOO_MANY_ATTEMPTS` after ten failures for a person or fifty from one address in a quarter of an hour.
 */
export async function signIn(runtime: Runtime, input: SignInInput): Promise<SignedIn | null> {
  const email = input.email.trim().toLowerCase();
  const now = runtime.clock.realNow();
  await refuseGuessing(runtime, email, input.ip, now);
  const person = await findPersonByEmail(runtime.db, email);
  // An unknown address costs the same time as a known one, so that addresses cannot be found by timing.
  const matches = await isPassword(
    input.password,
    person?.passwordHash ?? (await unknownPersonHash()),
  );
  if (!person || !matches || person.disabledAt) {
    await recordFailure(runtime, email, input.ip, now);
    return null;
  }
  const sessionId = newId();
  await runtime.db.transaction(async (tx) => {
    await insertSession(tx, {
      id: sessionId,
      personId: person.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + input.sessionMaxMs),
      ip: input.ip,
      userAgent: input.userAgent,
    });
    await clearFailedSignIns(tx, subjectHash("email", email));
    await recordAudit(tx, {
      actor: {
        kind: "person",
        id: person.id,
        role: person.role,
        sessionId,
        requestId: newRequestId(),
      },
      action: "session.signed-in",
      result: "done",
      resource: { type: "session", id: sessionId },
    });
  });
  return { sessionId, personId: person.id, name: person.name, role: person.role };
}

async function refuseGuessing(
  runtime: Runtime,
  email: string,
  ip: string | null,
  now: Date,
): Promise<void> {
  await refuseAfter(runtime.db, subjectHash("email", email), MAX_FAILURES_PER_PERSON, now);
  if (ip !== null)
    await refuseAfter(runtime.db, subjectHash("ip", ip), MAX_FAILURES_PER_ADDRESS, now);
}

async function recordFailure(
  runtime: Runtime,
  email: string,
  ip: string | null,
  now: Date,
): Promise<void> {
  const subjects = [subjectHash("email", email), ...(ip === null ? [] : [subjectHash("ip", ip)])];
  await runtime.db.transaction(async (tx) => {
    await addFailedSignIn(tx, subjects, now);
    await recordAudit(tx, {
      actor: systemActor("sign-in"),
      action: "session.sign-in-failed",
      result: "denied",
      resource: { type: "sign-in", id: subjectHash("email", email) },
    });
  });
}

let unknownHash: Promise<string> | null = null;
function unknownPersonHash(): Promise<string> {
  unknownHash ??= hashPassword(newRequestId());
  return unknownHash;
}
