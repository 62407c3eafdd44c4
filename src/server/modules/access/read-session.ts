import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findSession, touchSession } from "./access.repo.ts";

const TOUCH_EVERY_MS = 60_000;

export interface LiveSession {
  readonly actor: Actor;
  readonly email: string;
  readonly timeZone: string;
}

export interface SessionRequest {
  readonly sessionId: string;
  readonly requestId: string;
  readonly ip: string | null;
  readonly idleMs: number;
}

/**
 * The person behind a session row, or null when the session was revoked, ran out, was idle too long or its person is
 * disabled. Looked up on each request, so that a revocation counts within seconds.
 */
export async function readSession(
  runtime: Runtime,
  request: SessionRequest,
): Promise<LiveSession | null> {
  const row = await findSession(runtime.db, request.sessionId);
  const now = runtime.clock.realNow();
  if (!row || row.revokedAt || row.person.disabledAt || row.expiresAt <= now) return null;
  const idle = now.getTime() - row.lastSeenAt.getTime();
  if (idle > request.idleMs) return null;
  if (idle > Math.min(TOUCH_EVERY_MS, request.idleMs / 2))
    await touchSession(runtime.db, row.id, now);
  return {
    actor: {
      userId: row.person.id,
      name: row.person.name,
      role: row.person.role,
      sessionId: row.id,
      requestId: request.requestId,
      ip: request.ip,
    },
    email: row.person.email,
    timeZone: row.person.timeZone,
  };
}
