import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error.ts";
import { API_VERSION } from "./api-version.ts";

const MAX_BODY_BYTES = 1_048_576;

/** The body as text; one that is too large is refused with 413. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MAX_BODY_BYTES)
      throw new ApiError(
        413,
        { type: "invalid_request_error", message: "The request body is too large." },
        { validation: true },
      );
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** One header's text; null when it is missing, empty or there more than once. */
export function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The headers that came once, by their small name. */
export function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.keys(request.headers).flatMap((name) => {
      const value = headerOf(request, name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** Refuses every version but the one that is rendered here; without the header v1 takes the account's own. */
export function checkVersion(request: IncomingMessage, path: string): void {
  const version = headerOf(request, "stripe-version");
  if (version === API_VERSION) return;
  if (version === null && !path.startsWith("/v2/")) return;
  const message =
    version === null
      ? `A Stripe-Version header is required for /v2 endpoints, such as ${API_VERSION}.`
      : `Invalid Stripe API version: ${version}. The sandbox speaks ${API_VERSION} only.`;
  throw new ApiError(400, { type: "invalid_request_error", message }, { validation: true });
}
