import { ROLES, type Role } from "#core/roles.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { createPerson, forgetCredentials } from "#server/modules/access/index.ts";
import { type Answer, UsageError } from "./answer.ts";

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
}

const SHORTEST_PASSWORD = 8;

/** `people create`: adds one person. Throws UsageError for an address, a role or a password that cannot be. */
export async function createOne({ runtime }: CommandLine, person: NewPerson): Promise<Answer> {
  const role = roleOf(person.role);
  if (!/^[^\s@]+@[^\s@]+$/.test(person.email))
    throw new UsageError(`not an e-mail address: ${person.email}`);
  if (person.password.length < SHORTEST_PASSWORD) {
    throw new UsageError(
      `a password has at least ${SHORTEST_PASSWORD} characters; give it on standard input`,
    );
  }
  const added = await createPerson(runtime, { ...person, role });
  const email = person.email.trim().toLowerCase();
  const line = added
    ? `added ${email} as ${role}`
    : `${email} exists already and was left as it is`;
  return { data: { email, role, added }, lines: [line], finding: !added };
}

/** `people forget-credentials`: for a person who lost what they sign with. They add a new passkey with their password. */
export async function forgetOf({ runtime }: CommandLine, email: string): Promise<Answer> {
  const ended = await forgetCredentials(runtime, email);
  const line =
    ended === null
      ? `there is nobody with the address ${email}`
      : `ended ${ended} credentials of ${email}; their password makes the next one`;
  return { data: { email, ended }, lines: [line], finding: ended === null };
}

function roleOf(text: string): Role {
  const role = ROLES.find((name) => name === text);
  if (role === undefined)
    throw new UsageError(`there is no role ${text}: choose one of ${ROLES.join(", ")}`);
  return role;
}

/** Everybody may read this password: it opens a demo that this machine alone can reach. */
export const DEMO_PASSWORD = "countersign-demo";

const DEMO_PEOPLE: readonly (readonly [address: string, name: string, role: Role])[] = [
  ["support1", "Sofia Marin", "support"],
  ["support2", "Tom Becker", "support"],
  ["finance1", "Ines Laurent", "finance"],
  ["finance2", "Paul Novak", "finance"],
  ["admin1", "Mira Lindqvist", "admin"],
  ["admin2", "Jonas Weber", "admin"],
  ["manager1", "Clara Rossi", "manager"],
  ["auditor1", "Henrik Dahl", "auditor"],
];

/**
 * `people seed-demo`: the people of a demo, all with one password. Repeatable: who exists is left as they are.
 * Throws UsageError on an installation with real money.
 */
export async function seedDemo({ runtime }: CommandLine, password: string): Promise<Answer> {
  if (runtime.scope.livemode)
    throw new UsageError("demo people have a known password: not on an account in live mode");
  const people: { email: string; name: string; role: Role; password: string; added: boolean }[] =
    [];
  for (const [address, name, role] of DEMO_PEOPLE) {
    const email = `${address}@demo.countersign.example`;
    const added = await createPerson(runtime, { email, name, role, password });
    people.push({ email, name, role, password, added });
  }
  const lines = people.map(
    ({ email, role, added }) => `${role.padEnd(8)} ${email}${added ? "" : " (existed)"}`,
  );
  return { data: { people }, lines: [...lines, `password: ${password}`], finding: false };
}
