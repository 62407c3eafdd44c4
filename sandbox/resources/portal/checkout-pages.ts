import type { Stripe } from "stripe";
import type { Engine } from "../../engine.ts";
import { html, NOTHING } from "../../protocol/html.ts";
import type { PageAnswer, PageRequest, PageRoute } from "../../protocol/page-route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { checkoutAddress, checkoutSecret } from "../setup/checkout-address.ts";
import { attemptSetup } from "../setup/setup-intent-attempt.ts";
import {
  cardFields,
  exampleCards,
  type FormProblem,
  methodFromForm,
  problemNote,
} from "./card-form.ts";
import { returnLink, saysOnly, sendTo, showPage } from "./hosted-page.ts";
import { onPage } from "./portal-pages.ts";

type Session = Stripe.Checkout.Session;

function withSession(
  engine: Engine,
  request: PageRequest,
  work: (world: World, session: Session) => PageAnswer,
): PageAnswer {
  return onPage(engine, (world) => {
    const { id = "", secret } = request.found;
    const session = world.store.get("checkout_session", id);
    if (session === undefined || secret !== checkoutSecret(world, id))
      return saysOnly(404, "There is no such page", "Ask the merchant for a new link.", null);
    if (session.status === "open") return work(world, session);
    return session.status === "complete"
      ? sendTo(successUrlOf(session))
      : saysOnly(
          410,
          "This link has expired",
          "Ask the merchant for a new link.",
          session.cancel_url,
        );
  });
}

/** `{CHECKOUT_SESSION_ID}` in the address stands for the session (docs.stripe.com/payments/checkout/custom-success-page). */
function successUrlOf({ id, success_url: url }: Session): string {
  return (url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", id);
}

function intentOf(world: World, session: Session): Stripe.SetupIntent {
  return requireObject(world, "setup_intent", idOf(session.setup_intent) ?? "");
}

function show(engine: Engine, request: PageRequest): PageAnswer {
  return withSession(engine, request, (world, session) => {
    const message = intentOf(world, session).last_setup_error?.message;
    return view(session, message === undefined ? null : { field: null, message });
  });
}

function view(session: Session, problem: FormProblem | null): PageAnswer {
  const known = session.customer_details?.email ?? null;
  const email =
    known === null
      ? html`<div><label for="email">Email</label><input type="email" id="email" name="email" autocomplete="email" required maxlength="200"></div>`
      : html`<p class="soft">For ${known}</p>`;
  const cancel = session.cancel_url === null ? NOTHING : returnLink(session.cancel_url);
  return showPage({
    status: problem === null ? 200 : 422,
    title: "Save a card for future payments",
    body: html`${problemNote(problem)}<section aria-label="Card"><form class="stacked" method="post">${email}${cardFields(problem)}<p class="soft">By saving it you allow the merchant to charge this card for future payments.</p><button class="first">Save card</button></form>${exampleCards()}</section>${cancel}`,
    leadsTo: [session.success_url],
  });
}

function save(engine: Engine, request: PageRequest): PageAnswer {
  return withSession(engine, request, (world, session) => {
    const form = new URLSearchParams(request.body);
    const email = session.customer_details?.email ?? form.get("email");
    const read = methodFromForm(world, form, { email });
    if ("problem" in read) return view(session, read.problem);
    const intent = intentOf(world, session);
    const confirmation = {
      returnUrl: checkoutAddress(world, session.id),
      actionDone: false,
      acceptance: null,
    };
    const chosen = { ...intent, payment_method: read.method.id };
    const { intent: after, declined } = attemptSetup(world, chosen, confirmation);
    if (declined !== null) return view(session, { field: null, message: declined.message });
    const bank = after.next_action?.redirect_to_url?.url ?? null;
    return sendTo(bank ?? successUrlOf(session));
  });
}

const ADDRESS = /^\/checkout\/(?<id>cs_test_[A-Za-z0-9]+)\/(?<secret>[A-Za-z0-9]+)$/;

export const checkoutPageRoutes: readonly PageRoute[] = [
  { method: "GET", pathPattern: ADDRESS, handle: show },
  { method: "POST", pathPattern: ADDRESS, handle: save },
];
