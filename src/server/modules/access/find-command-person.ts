import type { Role } from "#core/roles.ts";
import { newRequestId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPersonByEmail } from "./access.repo.ts";

/** A person in whose name a command of the command line acts: there is no session, and each run is one request. */
export interface CommandPerson {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: null;
  readonly requestId: string;
}

/** The person with this e-mail address; null for nobody and for who is disabled. */
export async function findCommandPerson(
  { db }: Pick<Runtime, "db">,
  email: string,
): Promise<CommandPerson | null> {
  const person = await findPersonByEmail(db, email.trim().toLowerCase());
  if (person === null || person.disabledAt !== null) return null;
  return { userId: person.id, role: person.role, sessionId: null, requestId: newRequestId() };
}
