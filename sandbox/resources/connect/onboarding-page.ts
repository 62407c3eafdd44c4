import type { Engine } from "../../engine.ts";
import type { PageAnswer, PageRequest, PageRoute } from "../../protocol/page-route.ts";
import { findAccount } from "./account-facts.ts";
import { provideDue } from "./provide-due.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

function htmlPage(status: number, title: string, body: string): PageAnswer {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`,
  };
}

function describe(engine: Engine, id: string, button: string): PageAnswer {
  const known = findAccount(engine.world, id);
  if (known === undefined) return htmlPage(404, "No such account", "");
  const { account } = known;
  const due = account.requirements?.currently_due ?? [];
  const fields = due.map((field) => `<li><code>${escaped(field)}</code></li>`).join("");
  const state = `<p>Payments: ${account.charges_enabled ? "enabled" : "disabled"}. Payouts: ${account.payouts_enabled ? "enabled" : "disabled"}.</p>`;
  const todo = due.length === 0 ? "<p>Nothing is due.</p>" : `<p>Due now:</p><ul>${fields}</ul>`;
  return htmlPage(200, `Account ${id}`, state + todo + (due.length === 0 ? "" : button));
}

function expired({ query }: PageRequest, engine: Engine): boolean {
  return Number(query.get("expires") ?? 0) < engine.world.clock.nowSeconds();
}

function show(engine: Engine, request: PageRequest): PageAnswer {
  if (expired(request, engine)) return htmlPage(410, "This link has expired", "");
  const button = '<form method="post"><button>Provide what is due</button></form>';
  return describe(engine, request.found["id"] ?? "", button);
}

/** Gives all that is due and sends the seller back to the platform's page. */
function submit(engine: Engine, request: PageRequest): PageAnswer {
  const id = request.found["id"] ?? "";
  if (expired(request, engine)) return htmlPage(410, "This link has expired", "");
  if (findAccount(engine.world, id) === undefined) return htmlPage(404, "No such account", "");
  engine.world.store.transact(() => provideDue(engine.world, id));
  engine.catchUp();
  const back = request.query.get("return_url") ?? "/";
  return { status: 303, headers: { location: back }, body: "" };
}

/** The pages behind account links and login links. */
export const connectPages: readonly PageRoute[] = [
  { method: "GET", pathPattern: /^\/connect\/onboarding\/(?<id>[^/]+)$/, handle: show },
  { method: "POST", pathPattern: /^\/connect\/onboarding\/(?<id>[^/]+)$/, handle: submit },
  {
    method: "GET",
    pathPattern: /^\/connect\/express\/(?<id>[^/]+)$/,
    handle: (engine, { found }) => describe(engine, found["id"] ?? "", ""),
  },
];
