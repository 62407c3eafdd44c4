import type { Engine } from "../../engine.ts";
import { html, NOTHING } from "../../protocol/html.ts";
import type { PageAnswer, PageRequest, PageRoute } from "../../protocol/page-route.ts";
import { sendTo, showPage } from "../portal/hosted-page.ts";
import { findAccount } from "./account-facts.ts";
import { provideDue } from "./provide-due.ts";

/** What a seller's link shows; `form` where something may be given. */
function describe(
  engine: Engine,
  id: string,
  form: { returnsTo: string | null } | null,
): PageAnswer {
  const known = findAccount(engine.world, id);
  if (known === undefined)
    return showPage({ status: 404, title: "No such account", body: NOTHING });
  const { account } = known;
  const due = account.requirements?.currently_due ?? [];
  const enabled = (is: boolean | undefined): string => (is === true ? "enabled" : "disabled");
  const todo =
    due.length === 0
      ? html`<p>Nothing is due.</p>`
      : html`<p>Due now:</p><ul>${due.map((field) => html`<li><code>${field}</code></li>`)}</ul>`;
  const button = html`<form method="post"><button>Provide what is due</button></form>`;
  return showPage({
    status: 200,
    title: `Account ${id}`,
    body: html`<p>Payments: ${enabled(account.charges_enabled)}. Payouts: ${enabled(account.payouts_enabled)}.</p>
${todo}${due.length === 0 || form === null ? null : button}`,
    leadsTo: [form?.returnsTo ?? null],
  });
}

const EXPIRED = { status: 410, title: "This link has expired", body: NOTHING } as const;

function expired({ query }: PageRequest, engine: Engine): boolean {
  return Number(query.get("expires") ?? 0) < engine.world.clock.nowSeconds();
}

function show(engine: Engine, request: PageRequest): PageAnswer {
  if (expired(request, engine)) return showPage(EXPIRED);
  return describe(engine, request.found["id"] ?? "", {
    returnsTo: request.query.get("return_url"),
  });
}

/** Gives all that is due and sends the seller back to the platform's page. */
function submit(engine: Engine, request: PageRequest): PageAnswer {
  const id = request.found["id"] ?? "";
  if (expired(request, engine)) return showPage(EXPIRED);
  if (findAccount(engine.world, id) === undefined) return describe(engine, id, null);
  engine.world.store.transact(() => provideDue(engine.world, id));
  engine.catchUp();
  return sendTo(request.query.get("return_url") ?? "/");
}

/** The pages behind account links and login links. */
export const connectPages: readonly PageRoute[] = [
  { method: "GET", pathPattern: /^\/connect\/onboarding\/(?<id>[^/]+)$/, handle: show },
  { method: "POST", pathPattern: /^\/connect\/onboarding\/(?<id>[^/]+)$/, handle: submit },
  {
    method: "GET",
    pathPattern: /^\/connect\/express\/(?<id>[^/]+)$/,
    handle: (engine, { found }) => describe(engine, found["id"] ?? "", null),
  },
];
