import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { base62Of } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";
import { addObject, requireObject } from "../change-object.ts";
import { defaultConfiguration } from "./portal-configurations.ts";

type Session = Stripe.BillingPortal.Session;

const COMPLETIONS = ["hosted_confirmation", "portal_homepage", "redirect"] as const;

function create({ world, params }: RouteCall): object {
  const customer = params.requiredString("customer");
  requireObject(world, "customer", customer, "customer");
  const configuration = configurationFor(world, params);
  const flow = readFlow(params);
  if (!configuration.features.payment_method_update.enabled && flow !== null)
    throw refused(
      "This portal configuration does not allow customers to update their payment methods.",
      { param: "flow_data[type]" },
    );
  const id = world.ids.next("bps_1", 23);
  const secret = base62Of(`portal:${world.accountId}:${id}`, 48);
  const session: Session = {
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: world.clock.nowSeconds(),
    customer,
    customer_account: null,
    flow,
    livemode: false,
    locale: params.string("locale") ?? null,
    on_behalf_of: null,
    return_url: params.string("return_url") ?? configuration.default_return_url,
    url: `${world.origin}/portal/session/${secret}`,
  };
  return addObject(world, "portal_session", session, "billing_portal.session.created", { secret });
}

function configurationFor(world: World, params: RequestParams): Stripe.BillingPortal.Configuration {
  const id = params.string("configuration");
  if (id === undefined) return defaultConfiguration(world);
  const found = requireObject(world, "portal_configuration", id, "configuration");
  if (found.active) return found;
  throw invalidParameter(null, `The portal configuration ${id} is not active.`, "configuration");
}

function readFlow(params: RequestParams): Session["flow"] {
  if (!params.has("flow_data")) return null;
  const type = params.requiredString("flow_data.type");
  if (type !== "payment_method_update")
    throw invalidParameter(
      null,
      `Invalid flow_data[type]: the sandbox's portal has the flow payment_method_update only, not ${type}.`,
      "flow_data[type]",
    );
  const after = "flow_data.after_completion";
  const then = params.oneOf(`${after}.type`, COMPLETIONS) ?? "portal_homepage";
  return {
    after_completion: {
      hosted_confirmation:
        then === "hosted_confirmation"
          ? { custom_message: params.string(`${after}.hosted_confirmation.custom_message`) ?? null }
          : null,
      redirect:
        then === "redirect"
          ? { return_url: params.requiredString(`${after}.redirect.return_url`) }
          : null,
      type: then,
    },
    customer_update: null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
}

export const portalSessionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/billing_portal/sessions",
    accepts: ["configuration", "customer", "flow_data", "locale", "return_url"],
    handle: create,
  },
];
