import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { addObject, requireObject } from "../change-object.ts";
import { checkoutAddress } from "./checkout-address.ts";
import { expireCheckout } from "./checkout-session-end.ts";
import { addSetupIntent } from "./setup-intent-record.ts";

const STATUSES = ["open", "complete", "expired"] as const;
/** docs.stripe.com/api/checkout/sessions/create, `expires_at`: from half an hour to a day after creation. */
const LIFE_SECONDS = { shortest: 1_800, longest: 86_400 };

const NOT_IN_SETUP_MODE = {
  adaptive_pricing: null,
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  amount_subtotal: null,
  amount_total: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  customer_creation: null,
  discounts: null,
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  locale: null,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: "always",
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  payment_status: "no_payment_required",
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  total_details: null,
  ui_mode: "hosted_page",
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

function create({ world, params }: RouteCall): object {
  const mode = params.requiredString("mode");
  if (mode !== "setup")
    throw invalidParameter(
      null,
      `Invalid mode: the sandbox has Checkout Sessions in setup mode only, not in ${mode} mode.`,
      "mode",
    );
  const successUrl = params.requiredString("success_url");
  const customer = params.string("customer") ?? null;
  if (customer !== null) requireObject(world, "customer", customer, "customer");
  const expiresAt = readExpiry(world, params);
  const intent = addSetupIntent(world, {
    customer,
    paymentMethod: null,
    description: params.string("setup_intent_data.description") ?? null,
    metadata: params.pairs("setup_intent_data.metadata"),
    usage: "off_session",
    allowedTypes: ["card"],
    redirects: true,
    attachToSelf: false,
  });
  const id = world.ids.next("cs_test_a1", 56);
  const session: Stripe.Checkout.Session = {
    ...NOT_IN_SETUP_MODE,
    id,
    object: "checkout.session",
    cancel_url: params.string("cancel_url") ?? null,
    client_reference_id: params.string("client_reference_id") ?? null,
    created: world.clock.nowSeconds(),
    currency: params.string("currency") ?? null,
    customer,
    ...whoBuys(world, customer, params.string("customer_email") ?? null),
    expires_at: expiresAt,
    metadata: params.metadata({}),
    mode: "setup",
    setup_intent: intent.id,
    status: "open",
    success_url: successUrl,
    url: checkoutAddress(world, id),
  };
  world.timers.set("checkout-expires", id, expiresAt * 1000);
  return addObject(world, "checkout_session", session, null);
}

function whoBuys(
  world: World,
  customer: string | null,
  sent: string | null,
): Pick<Stripe.Checkout.Session, "customer_details" | "customer_email"> {
  const email =
    sent ?? (customer === null ? null : (world.store.get("customer", customer)?.email ?? null));
  return {
    customer_details:
      email === null
        ? null
        : {
            address: null,
            business_name: null,
            email,
            individual_name: null,
            name: null,
            phone: null,
            tax_exempt: "none",
            tax_ids: null,
          },
    customer_email: sent,
  };
}

function readExpiry(world: World, params: RequestParams): number {
  const now = world.clock.nowSeconds();
  const at = params.integer("expires_at");
  if (at === undefined) return now + LIFE_SECONDS.longest;
  if (at >= now + LIFE_SECONDS.shortest && at <= now + LIFE_SECONDS.longest) return at;
  throw invalidParameter(
    null,
    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
    "expires_at",
  );
}

function expire({ world, id }: RouteCall): object {
  const session = requireObject(world, "checkout_session", id);
  if (session.status !== "open")
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status ?? "none"}.`,
    );
  expireCheckout(world, id);
  return requireObject(world, "checkout_session", id);
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "checkout_session", params, "/v1/checkout/sessions", [
    ...equals("customer", params.string("customer")),
    ...equals("status", params.oneOf("status", STATUSES)),
    ...createdConditions("checkout_session", params.range("created")),
  ]);
}

export const checkoutSessionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/checkout/sessions",
    accepts: [
      "cancel_url",
      "client_reference_id",
      "currency",
      "customer",
      "customer_email",
      "expires_at",
      "metadata",
      "mode",
      "setup_intent_data",
      "success_url",
    ],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/checkout/sessions",
    accepts: [...PAGE_PARAMS, "created", "customer", "status"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/checkout/sessions/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "checkout_session", id),
  },
  { method: "POST", path: "/v1/checkout/sessions/:id/expire", accepts: [], handle: expire },
];
