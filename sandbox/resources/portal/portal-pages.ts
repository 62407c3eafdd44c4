import type { Stripe } from "stripe";
import type { Engine } from "../../engine.ts";
import type { PageAnswer, PageRequest, PageRoute } from "../../protocol/page-route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { detachPaymentMethod } from "../payment-methods.ts";
import { setDefaultMethod } from "../setup/default-method.ts";
import { attemptSetup } from "../setup/setup-intent-attempt.ts";
import { addSetupIntent } from "../setup/setup-intent-record.ts";
import { methodFromForm } from "./card-form.ts";
import { saysOnly, sendTo } from "./hosted-page.ts";
import { endPortalSession, openPortalSession } from "./portal-session-life.ts";
import { nameOf, pathOf, portalView, savedMethods } from "./portal-view.ts";

type Session = Stripe.BillingPortal.Session;

/** Runs one request of a page in one transaction, with all that becomes due before and after it. */
export function onPage(engine: Engine, work: (world: World) => PageAnswer): PageAnswer {
  engine.catchUp();
  const answer = engine.world.store.transact(() => work(engine.world));
  engine.catchUp();
  return answer;
}

function withSession(
  engine: Engine,
  request: PageRequest,
  work: (world: World, session: Session) => PageAnswer,
): PageAnswer {
  return onPage(engine, (world) => {
    const opened = openPortalSession(world, request.found["secret"] ?? "");
    if (opened.state === "unknown")
      return saysOnly(404, "There is no such page", "Ask the merchant for a new link.", null);
    if (opened.state === "open") return work(world, opened.session);
    const back = opened.session.return_url;
    return opened.state === "used"
      ? saysOnly(
          410,
          "This link was used already",
          "It was made for one change, and that is done.",
          back,
        )
      : saysOnly(410, "This link has expired", "Ask the merchant for a new link.", back);
  });
}

function show(engine: Engine, request: PageRequest): PageAnswer {
  return withSession(engine, request, (world, session) => {
    const back = setupOf(world, session, request.query.get("setup_intent"));
    if (back?.status === "succeeded") return afterSaving(world, session, back);
    const message = back?.last_setup_error?.message;
    return portalView(world, session, {
      problem: message === undefined ? null : { field: null, message },
      done: DONE[request.query.get("done") ?? ""] ?? null,
    });
  });
}

const DONE: Readonly<Record<string, string>> = {
  saved: "Your card was saved.",
  default: "Future payments use the method that you chose.",
  removed: "The payment method was removed.",
};

/** The setup that the customer comes back from; one of another customer counts as none. */
function setupOf(
  world: World,
  session: Session,
  id: string | null,
): Stripe.SetupIntent | undefined {
  const intent = world.store.get("setup_intent", id ?? "");
  return idOf(intent?.customer) === session.customer ? intent : undefined;
}

function addCard(engine: Engine, request: PageRequest): PageAnswer {
  return withSession(engine, request, (world, session) => {
    const form = new URLSearchParams(request.body);
    const read = methodFromForm(world, form);
    if ("problem" in read) return portalView(world, session, { problem: read.problem, done: null });
    const intent = addSetupIntent(world, {
      customer: session.customer,
      paymentMethod: read.method,
      description: null,
      metadata: {},
      usage: "off_session",
      allowedTypes: null,
      redirects: true,
      attachToSelf: false,
    });
    if (session.flow !== null || form.get("make_default") === "1")
      world.store.setColumn("setup_intent", intent.id, "becomes_default", 1);
    const confirmation = {
      returnUrl: `${world.origin}${pathOf(session)}`,
      actionDone: false,
      acceptance: null,
    };
    const { intent: after, declined } = attemptSetup(world, intent, confirmation);
    if (declined !== null)
      return portalView(world, session, {
        problem: { field: null, message: declined.message },
        done: null,
      });
    const bank = after.next_action?.redirect_to_url?.url ?? null;
    return bank === null ? afterSaving(world, session, after) : sendTo(bank);
  });
}

/** What `after_completion` of the session's flow says; without a flow the customer stays on the page. */
function afterSaving(world: World, session: Session, intent: Stripe.SetupIntent): PageAnswer {
  const then = session.flow?.after_completion;
  if (then === undefined) return sendTo(`${pathOf(session)}?done=saved`);
  endPortalSession(world, session);
  if (then.redirect !== null) return sendTo(then.redirect.return_url);
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const named = method === undefined ? "Your card" : nameOf(method);
  const text =
    then.hosted_confirmation?.custom_message ?? `${named} was saved and is used from now on.`;
  return saysOnly(200, "Your payment method was updated", text, session.return_url);
}

function changeMethod(
  engine: Engine,
  request: PageRequest,
  done: "default" | "removed",
  change: (world: World, method: Stripe.PaymentMethod, session: Session) => void,
): PageAnswer {
  return withSession(engine, request, (world, session) => {
    const id = new URLSearchParams(request.body).get("payment_method");
    const method = savedMethods(world, session.customer).find((saved) => saved.id === id);
    if (method === undefined)
      return portalView(world, session, {
        problem: { field: null, message: "This payment method is no longer saved." },
        done: null,
      });
    change(world, method, session);
    return sendTo(`${pathOf(session)}?done=${done}`);
  });
}

const ADDRESS = "/portal/session/(?<secret>[A-Za-z0-9]+)";

export const portalPageRoutes: readonly PageRoute[] = [
  { method: "GET", pathPattern: new RegExp(`^${ADDRESS}$`), handle: show },
  { method: "POST", pathPattern: new RegExp(`^${ADDRESS}$`), handle: addCard },
  {
    method: "POST",
    pathPattern: new RegExp(`^${ADDRESS}/default$`),
    handle: (engine, request) =>
      changeMethod(engine, request, "default", (world, method, session) => {
        setDefaultMethod(world, session.customer, method.id);
      }),
  },
  {
    method: "POST",
    pathPattern: new RegExp(`^${ADDRESS}/remove$`),
    handle: (engine, request) =>
      changeMethod(engine, request, "removed", (world, method, session) => {
        if (session.flow === null) detachPaymentMethod(world, method);
      }),
  },
];
