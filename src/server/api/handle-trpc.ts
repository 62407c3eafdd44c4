import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "./context.ts";
import { parseCookies } from "./cookies.ts";
import { appRouter } from "./root.ts";

const TRPC_PATH = "/api/trpc";

/**
 * Serves tRPC over fetch. A change must be JSON from our own pages: a form or another site's script cannot send one
 * (OWASP CSRF Prevention Cheat Sheet, custom content type and Fetch Metadata).
 */
export async function handleTrpc(request: Request): Promise<Response> {
  if (request.method === "POST" && !isOwnJson(request)) {
    return Response.json({ error: "cross-site or non-JSON request refused" }, { status: 403 });
  }
  const cookies = parseCookies(request.headers.get("cookie") ?? "");
  return fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: request,
    router: appRouter,
    createContext: () =>
      createContext({
        cookie: (name) => cookies.get(name),
        header: (name) => request.headers.get(name),
      }),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
  });
}

function isOwnJson(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  const type = request.headers.get("content-type") ?? "";
  return (site === null || site === "same-origin") && type.startsWith("application/json");
}
