import type { Engine } from "../engine.ts";
import { sandboxPageRoutes } from "../page/sandbox-pages.ts";
import { connectPages } from "../resources/connect/onboarding-page.ts";
import { authenticatePageRoutes } from "../resources/portal/authenticate-pages.ts";
import { checkoutPageRoutes } from "../resources/portal/checkout-pages.ts";
import { portalPageRoutes } from "../resources/portal/portal-pages.ts";

export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The raw request body: a form as browsers post it, or JSON. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the named groups of `pathPattern` matched, decoded. */
  readonly found: Readonly<Record<string, string>>;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A page for people, or what a page fetches: served without an API key and outside of Stripe's envelope. */
export interface PageRoute {
  readonly method: "GET" | "POST";
  /** Matches the whole path; named groups reach the handler as `found`. */
  readonly pathPattern: RegExp;
  /** Null passes the request on, as if the route did not exist. */
  readonly handle: (engine: Engine, request: PageRequest) => PageAnswer | null;
}

/** Every page, asked in this order before the controls and the API. */
const pageRoutes: readonly PageRoute[] = [
  ...sandboxPageRoutes,
  ...connectPages,
  ...portalPageRoutes,
  ...authenticatePageRoutes,
  ...checkoutPageRoutes,
];

/** The answer of the first page that takes the request; null when none does. */
export function answerPage(engine: Engine, request: Omit<PageRequest, "found">): PageAnswer | null {
  for (const { method, pathPattern, handle } of pageRoutes) {
    const match = method === request.method ? pathPattern.exec(request.path) : null;
    if (match === null || match[0] !== request.path) continue;
    const found = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
    );
    const answer = handle(engine, { ...request, found });
    if (answer !== null) return answer;
  }
  return null;
}
