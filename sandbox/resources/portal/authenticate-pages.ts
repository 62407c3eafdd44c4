import type { Stripe } from "stripe";
import type { Engine } from "../../engine.ts";
import { html } from "../../protocol/html.ts";
import type { PageAnswer, PageRequest, PageRoute } from "../../protocol/page-route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { completeAction } from "../payment-intent-action.ts";
import { completeSetupAction } from "../setup/setup-intent-action.ts";
import { saysOnly, sendTo, showPage } from "./hosted-page.ts";
import { onPage } from "./portal-pages.ts";
import { nameOf } from "./portal-view.ts";

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** The intent whose client secret the page's address holds. */
function intentOf(world: World, secret: string): Intent | undefined {
  const id = secret.split("_secret_")[0] ?? "";
  const intent = id.startsWith("seti_")
    ? world.store.get("setup_intent", id)
    : world.store.get("payment_intent", id);
  return intent?.client_secret === secret ? intent : undefined;
}

function withIntent(
  engine: Engine,
  request: PageRequest,
  work: (world: World, intent: Intent) => PageAnswer,
): PageAnswer {
  return onPage(engine, (world) => {
    const intent = intentOf(world, request.found["secret"] ?? "");
    if (intent === undefined)
      return saysOnly(404, "There is no such page", "The address is not complete.", null);
    return intent.status === "requires_action"
      ? work(world, intent)
      : saysOnly(
          410,
          "Nothing to confirm",
          "This was answered already. You can close the page.",
          null,
        );
  });
}

function show(engine: Engine, request: PageRequest): PageAnswer {
  return withIntent(engine, request, (world, intent) => {
    const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
    const what =
      intent.object === "payment_intent"
        ? `a payment of ${amountOf(intent)}`
        : "the saving of your card for future payments";
    return showPage({
      status: 200,
      title: "Confirm with your bank",
      body: html`<div class="sheet"><p>This page stands for your bank's 3-D Secure page. It asks you to confirm ${what}${method === undefined ? "" : ` with ${nameOf(method)}`}.</p>
<form class="stacked" method="post"><button class="first" name="outcome" value="succeed">Complete authentication</button><button name="outcome" value="fail">Fail authentication</button></form></div>`,
      leadsTo: [returnUrlOf(intent), ...checkoutTargets(world, intent)],
    });
  });
}

/** Behind the merchant's own return address a hosted page may send the browser on; a policy must name that too. */
function checkoutTargets(world: World, intent: Intent): (string | null)[] {
  const back = returnUrlOf(intent);
  if (back?.startsWith(`${world.origin}/`) !== true) return [];
  const [id = "", secret = ""] = back.split("/").slice(-2);
  const session = world.store.get("checkout_session", id);
  if (session !== undefined) return [session.success_url];
  const [portal] = world.store.find("portal_session", {
    conditions: [{ sql: "secret = ?", values: [secret] }],
    order: "oldest",
    limit: 1,
  });
  return [portal?.flow?.after_completion.redirect?.return_url ?? null];
}

function amountOf({ amount, currency }: Stripe.PaymentIntent): string {
  const money = new Intl.NumberFormat("en", { style: "currency", currency });
  const { maximumFractionDigits: digits = 2 } = money.resolvedOptions();
  return money.format(amount / 10 ** digits);
}

function returnUrlOf(intent: Intent): string | null {
  return intent.next_action?.redirect_to_url?.return_url ?? null;
}

function answer(engine: Engine, request: PageRequest): PageAnswer {
  return withIntent(engine, request, (world, intent) => {
    const succeeds = new URLSearchParams(request.body).get("outcome") === "succeed";
    const after =
      intent.object === "payment_intent"
        ? completeAction(world, intent.id, succeeds)
        : completeSetupAction(world, intent.id, succeeds);
    const passed = after.status !== "requires_payment_method";
    const back = returnUrlOf(intent);
    if (back !== null) return sendTo(withOutcome(back, intent, passed));
    return passed
      ? saysOnly(200, "Confirmed", "You can close this page.", null)
      : saysOnly(200, "Not confirmed", "The card was not charged. You can close this page.", null);
  });
}

/** The return address with what Stripe adds to it (docs.stripe.com/payments/payment-intents, handling next actions). */
function withOutcome(back: string, intent: Intent, passed: boolean): string {
  if (!URL.canParse(back)) return back;
  const url = new URL(back);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? "");
  url.searchParams.set("redirect_status", passed ? "succeeded" : "failed");
  return url.href;
}

const ADDRESS = /^\/authenticate\/(?<secret>[A-Za-z0-9_]+)$/;

export const authenticatePageRoutes: readonly PageRoute[] = [
  { method: "GET", pathPattern: ADDRESS, handle: show },
  { method: "POST", pathPattern: ADDRESS, handle: answer },
];
