import { type LiveSession, readSession } from "#server/modules/access/index.ts";
import type { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { webRuntime } from "./web-runtime.ts";

/** What a procedure starts from. `session` is null for nobody; the builders refuse that before any procedure runs. */
export interface Context {
  readonly runtime: Runtime;
  readonly live: LiveEvents;
  readonly session: LiveSession | null;
  readonly requestId: string;
  /** Looks the session row up again, for streams that outlive one request. */
  readonly isSessionAlive: () => Promise<boolean>;
}

/** The parts of a request that tell who asks. */
export interface RequestParts {
  readonly cookie: (name: string) => string | undefined;
  readonly header: (name: string) => string | null;
}

/** Builds the context of one request from its cookie and headers. */
export async function createContext(request: RequestParts): Promise<Context> {
  const { env, runtime, live, newRequestId, readToken } = await webRuntime();
  const requestId = newRequestId();
  const token = await readToken(request.cookie);
  const read = async (): Promise<LiveSession | null> => {
    if (!token) return null;
    const ip = request.header("x-forwarded-for")?.split(",")[0]?.trim() ?? null;
    const { sessionId } = token;
    return readSession(runtime, { sessionId, requestId, ip, idleMs: env.SESSION_IDLE_MS });
  };
  const isSessionAlive = async () => (await read()) !== null;
  return { runtime, live, session: await read(), requestId, isSessionAlive };
}
