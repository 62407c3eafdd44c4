import { decode } from "next-auth/jwt";

/**
 * The name of the session cookie. `__Host-` binds it to this host and to https; plain http (the demo on localhost)
 * cannot carry that prefix in every browser.
 */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https://") ? "__Host-countersign.session" : "countersign.session";
}

/** What the encrypted token of the cookie carries: the session row's id and the person's. */
export interface SessionToken {
  readonly sessionId: string;
  readonly personId: string;
}

/** Decrypts the session cookie's value; null when it is missing, forged or out of date. */
export async function readSessionToken(
  value: string | undefined,
  secret: string,
): Promise<SessionToken | null> {
  if (value === undefined || value === "") return null;
  const token = await decode({ token: value, secret }).catch(() => null);
  if (typeof token?.["sid"] !== "string" || typeof token.sub !== "string") return null;
  return { sessionId: token["sid"], personId: token.sub };
}
