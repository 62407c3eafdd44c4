import { createRuntime } from "../deps.ts";
import { authOptions, type SessionPort } from "../platform/auth/auth-options.ts";
import {
  readSessionToken,
  type SessionToken,
  sessionCookieName,
} from "../platform/auth/session-cookie.ts";
import { newRequestId } from "../platform/clock/ids.ts";
import { readEnvironment } from "../platform/env/read-environment.ts";
import type { Environment } from "../platform/env/variables.ts";
import { LiveEvents } from "../platform/outbox/live-events.ts";
import type { Runtime } from "../platform/runtime.ts";

/** What the web process starts from. */
export interface WebDeps {
  readonly env: Environment<"web">;
  readonly runtime: Runtime;
  readonly live: LiveEvents;
  readonly newRequestId: () => string;
  /** Who the session cookie of a request names; null where it is missing, forged or out of date. */
  readonly readToken: (
    cookie: (name: string) => string | undefined,
  ) => Promise<SessionToken | null>;
  /** next-auth's options over what signs people in and out. */
  readonly authOptions: (
    port: Pick<SessionPort, "signIn" | "signOut">,
  ) => ReturnType<typeof authOptions>;
}

/** Opens the web process's connections. Throws EnvironmentError. */
export async function openWeb(): Promise<WebDeps> {
  const env = readEnvironment("web");
  const runtime = await createRuntime("web", env);
  const cookieName = sessionCookieName(env.NEXTAUTH_URL);
  return {
    env,
    runtime,
    live: new LiveEvents(runtime.db.pool),
    newRequestId,
    readToken: (cookie) => readSessionToken(cookie(cookieName), env.NEXTAUTH_SECRET),
    authOptions: (port) =>
      authOptions({
        ...port,
        secret: env.NEXTAUTH_SECRET,
        publicUrl: env.NEXTAUTH_URL,
        sessionMaxMs: env.SESSION_MAX_MS,
      }),
  };
}
