import type { Actor, Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import { createAuthenticator, type SoftwareAuthenticator } from "./software-authenticator.ts";

const DAY_MS = 86_400_000;
const authenticators = new Map<string, SoftwareAuthenticator>();

/** The passkey of a person that {@link addPerson} made. */
export function authenticatorOf({ userId }: Pick<Actor, "userId">): SoftwareAuthenticator {
  const found = authenticators.get(userId);
  if (!found) throw new Error(`${userId} has no passkey in this test`);
  return found;
}

/** A person of the console as the use cases receive them: signed in, with a passkey, and lately proven to be there. */
export async function addPerson(owner: Database, role: Role): Promise<Actor> {
  const [id, sessionId, now] = [newId(), newId(), new Date()];
  const authenticator = createAuthenticator();
  const { credentialId, publicKey, publicKeySpki, algorithm } = authenticator;
  const person = { id, email: `${id}@example.test`, name: `${role} ${id.slice(-4)}`, role };
  await owner.transaction(async (tx) => {
    await tx.person.create({ data: { ...person, passwordHash: "-", createdAt: new Date(0) } });
    await tx.session.create({
      data: {
        id: sessionId,
        personId: id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + DAY_MS),
        stepUpAt: now,
        stepUpMethod: "passkey",
      },
    });
    const key = { credentialId, publicKey, publicKeySpki, algorithm };
    await tx.passkey.create({
      data: {
        ...key,
        id: newId(),
        personId: id,
        counter: 0n,
        name: "Test key",
        transports: ["internal"],
        synced: false,
        createdAt: now,
      },
    });
  });
  authenticators.set(id, authenticator);
  return { userId: id, name: person.name, role, sessionId, requestId: newId(), ip: null };
}
