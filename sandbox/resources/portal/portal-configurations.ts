import type { Stripe } from "stripe";
import { equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { NO_FEATURES, readFeatures } from "./portal-features.ts";

type Configuration = Stripe.BillingPortal.Configuration;

function freshConfiguration(world: World, isDefault: boolean): Configuration {
  const now = world.clock.nowSeconds();
  return {
    id: world.ids.next("bpc_1", 23),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: NO_FEATURES,
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  };
}

/**
 * The configuration of sessions that name none. At Stripe it is made in the Dashboard; here it comes into being with the
 * first session, and lets a customer change how they pay.
 */
export function defaultConfiguration(world: World): Configuration {
  const [found] = world.store.find("portal_configuration", {
    conditions: equals("is_default", 1),
    order: "oldest",
    limit: 1,
  });
  if (found !== undefined) return found;
  const fresh = freshConfiguration(world, true);
  const paying = { enabled: true, payment_method_configuration: null };
  return addObject(
    world,
    "portal_configuration",
    {
      ...fresh,
      features: {
        ...fresh.features,
        invoice_history: { enabled: true },
        payment_method_update: paying,
      },
    },
    "billing_portal.configuration.created",
  );
}

function readChange(params: RequestParams, current: Configuration): Partial<Configuration> {
  const profile = current.business_profile;
  const text = (path: string, was: string | null): string | null => {
    const sent = params.nullableString(path);
    return sent === undefined ? was : sent;
  };
  return {
    business_profile: {
      headline: text("business_profile.headline", profile.headline),
      privacy_policy_url: text("business_profile.privacy_policy_url", profile.privacy_policy_url),
      terms_of_service_url: text(
        "business_profile.terms_of_service_url",
        profile.terms_of_service_url,
      ),
    },
    default_return_url: text("default_return_url", current.default_return_url),
    features: readFeatures(params, current.features),
    metadata: params.metadata(current.metadata),
    name: text("name", current.name),
  };
}

function create({ world, params }: RouteCall): object {
  const fresh = freshConfiguration(world, false);
  return addObject(
    world,
    "portal_configuration",
    { ...fresh, ...readChange(params, fresh) },
    "billing_portal.configuration.created",
  );
}

function update({ world, params, id }: RouteCall): object {
  const current = requireObject(world, "portal_configuration", id);
  const change = readChange(params, current);
  const active = params.boolean("active") ?? current.active;
  return changeObject(
    world,
    "portal_configuration",
    current,
    { ...change, active, updated: world.clock.nowSeconds() },
    ["billing_portal.configuration.updated"],
  );
}

function list({ world, params }: RouteCall): object {
  const flag = (name: "active" | "is_default"): number | undefined => {
    const value = params.boolean(name);
    return value === undefined ? undefined : Number(value);
  };
  return objectPage(
    world.store,
    "portal_configuration",
    params,
    "/v1/billing_portal/configurations",
    [...equals("active", flag("active")), ...equals("is_default", flag("is_default"))],
  );
}

const BODY_PARAMS = ["business_profile", "default_return_url", "features", "metadata", "name"];
const PATH = "/v1/billing_portal/configurations";

export const portalConfigurationRoutes: readonly Route[] = [
  { method: "POST", path: PATH, accepts: BODY_PARAMS, handle: create },
  { method: "GET", path: PATH, accepts: [...PAGE_PARAMS, "active", "is_default"], handle: list },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "portal_configuration", id),
  },
  { method: "POST", path: `${PATH}/:id`, accepts: [...BODY_PARAMS, "active"], handle: update },
];
