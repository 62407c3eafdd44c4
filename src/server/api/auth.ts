import NextAuth from "next-auth";
import { signIn, signOut } from "#server/modules/access/index.ts";
import { webRuntime } from "./web-runtime.ts";

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** next-auth's handler over our sessions, for Next's catch-all route. */
export async function handleAuth(request: Request, context: RouteContext): Promise<Response> {
  const { env, runtime, authOptions } = await webRuntime();
  const handler = NextAuth(
    authOptions({
      signIn: (attempt) => signIn(runtime, { ...attempt, sessionMaxMs: env.SESSION_MAX_MS }),
      signOut: (token) => signOut(runtime, token.sessionId, token.personId),
    }),
  ) as (request: Request, context: RouteContext) => Promise<Response>;
  return await handler(request, context);
}
