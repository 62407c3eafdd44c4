/** The people of the console; one role each. */
export const ROLES = ["support", "finance", "manager", "admin", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a person in a session, as every use case receives it. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string;
  readonly requestId: string;
  readonly ip: string | null;
}
