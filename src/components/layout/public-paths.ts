/** next-auth's session cookie, over https and over plain http; a large token is split into parts ".0", ".1". */
const SESSION_COOKIE = /^(__Host-)?countersign\.session(\.\d+)?$/;

const PUBLIC_PATHS = ["/sign-in", "/method-saved"];

/** Pages that open without a session. */
export function isPublicPath(pathname: string): boolean {
  return PUBLIC_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

/** Whether a session cookie is there; says nothing about whether it is valid. */
export function hasSessionCookie(cookieNames: readonly string[]): boolean {
  return cookieNames.some((name) => SESSION_COOKIE.test(name));
}
