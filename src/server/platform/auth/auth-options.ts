import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { type SessionToken, sessionCookieName } from "./session-cookie.ts";

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** What next-auth needs of ours: checking a password opens a session row, signing out revokes it. */
export interface SessionPort {
  readonly secret: string;
  readonly publicUrl: string;
  readonly sessionMaxMs: number;
  signIn(
    attempt: SignInAttempt,
  ): Promise<{ sessionId: string; personId: string; name: string } | null>;
  signOut(token: SessionToken): Promise<void>;
}

/** next-auth's options: credentials only, an encrypted token that carries the id of a session row and nothing else of use. */
export function authOptions(port: SessionPort): AuthOptions {
  const secure = port.publicUrl.startsWith("https://");
  return {
    secret: port.secret,
    session: { strategy: "jwt", maxAge: Math.ceil(port.sessionMaxMs / 1_000) },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(port.publicUrl),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    providers: [credentials(port)],
    callbacks: {
      jwt: ({ token, user }) => {
        // `user` is only there at sign-in; its id is "person:session" because next-auth passes on no other field of ours.
        const [personId, sessionId] = user?.id.split(":") ?? [];
        if (personId && sessionId) return { sub: personId, sid: sessionId };
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.["sid"] !== "string" || typeof token.sub !== "string") return;
        await port.signOut({ sessionId: token["sid"], personId: token.sub });
      },
    },
  };
}

function credentials(port: SessionPort) {
  return credentialsProvider({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (input, request) => {
      if (!input?.email || !input.password) return null;
      const headers: Record<string, unknown> = request.headers ?? {};
      const signedIn = await port.signIn({
        email: input.email,
        password: input.password,
        ip: firstAddress(headers["x-forwarded-for"]),
        userAgent: text(headers["user-agent"]),
      });
      if (!signedIn) return null;
      return { id: `${signedIn.personId}:${signedIn.sessionId}`, name: signedIn.name };
    },
  });
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, 300) : null;
}

function firstAddress(value: unknown): string | null {
  return text(value)?.split(",")[0]?.trim() ?? null;
}
