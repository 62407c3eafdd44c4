import type { PageAnswer, PageRequest, PageRoute } from "../protocol/page-route.ts";

const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Why a request must not be served; null when it may. The sandbox has no login, so it answers only under its own loopback
 * names (another name means that a foreign page had its DNS name point here), and takes changes only from its own pages
 * or from programs, which send neither `Origin` nor `Sec-Fetch-Site`.
 */
function objection({ method, headers }: PageRequest): string | null {
  const host = headers["host"] ?? "";
  if (!OWN_HOST.test(host)) return "The sandbox answers on 127.0.0.1 and localhost only.";
  if (method === "GET") return null;
  const origin = headers["origin"];
  const site = headers["sec-fetch-site"];
  const foreign =
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== "same-origin" && site !== "none");
  return foreign ? "Another site cannot change the sandbox." : null;
}

function refuse(request: PageRequest): PageAnswer | null {
  const message = objection(request);
  if (message === null) return null;
  const body = JSON.stringify({ error: { type: "invalid_request_error", message } });
  return { status: 403, headers: { "content-type": "application/json" }, body };
}

const pathPattern = /\/_sandbox(\/.*)?/;

/** Stands before every page and control: refuses what came from another site and passes the rest on. */
export const guardRoutes: readonly PageRoute[] = [
  { method: "GET", pathPattern, handle: (_engine, request) => refuse(request) },
  { method: "POST", pathPattern, handle: (_engine, request) => refuse(request) },
];
