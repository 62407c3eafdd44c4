import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "#components/layout/content-policy.ts";
import { hasSessionCookie, isPublicPath } from "#components/layout/public-paths.ts";

const NONCE_BYTES = 16;
const HSTS = "max-age=63072000; includeSubDomains";

/** Chance straight from the browser-standard generator: a nonce must be unguessable and is never replayed. */
function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));
}

function isHttps(request: NextRequest): boolean {
  const forwarded = request.headers.get("x-forwarded-proto");
  return (forwarded ?? request.nextUrl.protocol.replace(":", "")) === "https";
}

/**
 * Sets the content policy with a nonce of its own for each page, and sends people without a session cookie to the
 * sign-in page. It looks at the presence of the cookie alone and never authorizes: the procedures do.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const cookieNames = request.cookies.getAll().map((cookie) => cookie.name);
  if (!isPublicPath(pathname) && !hasSessionCookie(cookieNames)) {
    const signIn = new URL("/sign-in", request.nextUrl);
    if (pathname !== "/") signIn.searchParams.set("callbackUrl", `${pathname}${search}`);
    return NextResponse.redirect(signIn);
  }
  const nonce = newNonce();
  const policy = contentPolicy(nonce, isHttps(request));
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's policy and puts it on the scripts it writes.
  headers.set("Content-Security-Policy", policy);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "no-store");
  if (isHttps(request)) response.headers.set("Strict-Transport-Security", HSTS);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static/|_next/image|favicon.ico|icon.svg).*)"],
};
