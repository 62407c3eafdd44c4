import type { Stripe } from "stripe";
import { type Html, html, NOTHING } from "../../protocol/html.ts";
import { equals } from "../../protocol/list-page.ts";
import type { PageAnswer } from "../../protocol/page-route.ts";
import type { World } from "../../world.ts";
import { cardFields, exampleCards, type FormProblem, problemNote } from "./card-form.ts";
import { returnLink, showPage } from "./hosted-page.ts";

/** The methods that a customer can choose from, oldest first. */
export function savedMethods(world: World, customerId: string): Stripe.PaymentMethod[] {
  return world.store.find("payment_method", {
    conditions: equals("customer", customerId),
    order: "oldest",
    limit: 100,
  });
}

/** Where the session's page stands below whatever address the sandbox has now. */
export function pathOf({ url }: Stripe.BillingPortal.Session): string {
  return new URL(url).pathname;
}

/** The page of an open session: how the customer pays now, and a form for another card. */
export function portalView(
  world: World,
  session: Stripe.BillingPortal.Session,
  shown: { readonly problem: FormProblem | null; readonly done: string | null },
): PageAnswer {
  const customer = world.store.get("customer", session.customer);
  const flow = session.flow !== null;
  const methods = savedMethods(world, session.customer);
  const chosen = customer?.invoice_settings.default_payment_method ?? null;
  const list = methods.map((method) => methodItem(session, method, method.id === chosen, flow));
  const done =
    shown.done === null ? NOTHING : html`<p class="note fine" role="status">${shown.done}</p>`;
  const saved = html`<section aria-labelledby="saved"><h2 id="saved">Saved payment methods</h2>${
    list.length === 0 ? html`<p class="soft">None yet.</p>` : html`<ul>${list}</ul>`
  }</section>`;
  return showPage({
    status: shown.problem === null ? 200 : 422,
    title: flow ? "Update your payment method" : "Your payment methods",
    body: html`${done}${problemNote(shown.problem)}${saved}${addForm(session, shown.problem, flow)}${returnLink(session.return_url)}`,
    leadsTo: [session.flow?.after_completion.redirect?.return_url ?? null],
  });
}

function methodItem(
  session: Stripe.BillingPortal.Session,
  method: Stripe.PaymentMethod,
  isDefault: boolean,
  flow: boolean,
): Html {
  const choices = isDefault
    ? html`<span class="badge">Default</span>`
    : methodButton(session, method, "default", "Make default");
  const removal = flow ? NOTHING : methodButton(session, method, "remove", "Remove");
  return html`<li class="method"><div>${faceOf(method)}</div><div class="choices">${choices}${removal}</div></li>`;
}

function methodButton(
  session: Stripe.BillingPortal.Session,
  method: Stripe.PaymentMethod,
  action: "default" | "remove",
  label: string,
): Html {
  return html`<form method="post" action="${pathOf(session)}/${action}"><input type="hidden" name="payment_method" value="${method.id}"><button class="small" aria-label="${label}: ${nameOf(method)}">${label}</button></form>`;
}

function faceOf(method: Stripe.PaymentMethod): Html {
  const { card } = method;
  if (card === undefined) return html`<span class="face">${nameOf(method)}</span>`;
  const month = String(card.exp_month).padStart(2, "0");
  return html`<span class="face">${nameOf(method)}</span><br><span class="soft">Expires ${month} / ${card.exp_year}</span>`;
}

/** How a page names a method, as in "Visa ending in 4242". */
export function nameOf({ card, type, sepa_debit: debit }: Stripe.PaymentMethod): string {
  if (card !== undefined) return `${titled(card.brand)} ending in ${card.last4}`;
  return debit === undefined ? titled(type) : `SEPA debit ending in ${debit.last4 ?? ""}`;
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function addForm(
  session: Stripe.BillingPortal.Session,
  problem: FormProblem | null,
  flow: boolean,
): Html {
  // A flow exists to replace what is charged, so its card becomes the default without being asked.
  const choice = flow
    ? NOTHING
    : html`<div class="wide"><label class="check"><input type="checkbox" name="make_default" value="1" checked> Use it for future payments</label></div>`;
  return html`<section aria-labelledby="add"><h2 id="add">Add a card</h2><form class="stacked" method="post" action="${pathOf(session)}">${cardFields(problem)}${choice}<button class="first">Save card</button></form>${exampleCards()}</section>`;
}
