import { readRunningStack } from "./running-stack.ts";

/** Whose login to take: `support2` is the second support agent; a bare role is its first person. */
export type Person =
  | "support"
  | "support2"
  | "finance"
  | "finance2"
  | "admin"
  | "admin2"
  | "manager"
  | "auditor";

/** What a demo person types on the sign-in screen. */
export function loginOf(person: Person): { email: string; password: string } {
  const role = person.replace("2", "");
  const logins = readRunningStack().logins.filter((login) => login.role === role);
  const login = logins[person.endsWith("2") ? 1 : 0];
  if (login === undefined) throw new Error(`The demo has no person ${person}.`);
  return { email: login.email, password: login.password };
}
