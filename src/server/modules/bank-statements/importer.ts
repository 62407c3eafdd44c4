import type { Role } from "#core/roles.ts";
import type { AuditActor } from "../audit/index.ts";

/** Who imports: a signed-in person, or one in whose name the command line acts, without a session. */
export interface Importer {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string | null;
  readonly requestId: string;
}

/** The audit's view of who imports. */
export function auditActorOf({ userId, role, sessionId, requestId }: Importer): AuditActor {
  const base = { kind: "person", id: userId, role, requestId } as const;
  return sessionId === null ? base : { ...base, sessionId };
}
