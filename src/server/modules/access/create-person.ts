import type { Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { findPersonByEmail, insertPerson } from "./access.repo.ts";
import { hashPassword } from "./password.ts";

export interface CreatePersonInput {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** Adds a person from the command line; an address that exists already is left as it is. Returns whether it was added. */
export async function createPerson(
  runtime: Pick<Runtime, "db" | "clock">,
  input: CreatePersonInput,
): Promise<boolean> {
  const email = input.email.trim().toLowerCase();
  if (await findPersonByEmail(runtime.db, email)) return false;
  const passwordHash = await hashPassword(input.password);
  const id = newId();
  await runtime.db.transaction(async (tx) => {
    await insertPerson(tx, {
      id,
      email,
      name: input.name,
      role: input.role,
      passwordHash,
      createdAt: runtime.clock.realNow(),
    });
    await recordAudit(tx, {
      actor: systemActor("installer"),
      action: "person.created",
      result: "done",
      resource: { type: "person", id },
      details: { role: input.role },
    });
  });
  return true;
}
