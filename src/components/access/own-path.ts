/** Only paths of this console: a full address could lead to another site. */
export function ownPath(callbackUrl: string | undefined): string {
  if (!callbackUrl?.startsWith("/") || callbackUrl.startsWith("//") || callbackUrl.includes("\\"))
    return "/";
  return callbackUrl;
}
