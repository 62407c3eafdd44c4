import type { Stripe } from "stripe";
import { base62Of } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";
import { addObject } from "../change-object.ts";

/** Types that a customer can save for later; the others need the customer each time. */
export const SETUP_TYPES = ["card", "sepa_debit", "link"] as const;
type SetupType = (typeof SETUP_TYPES)[number];

export const SETUP_USAGES = ["off_session", "on_session"] as const;

export interface SetupFacts {
  readonly customer: string | null;
  readonly paymentMethod: Stripe.PaymentMethod | null;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly usage: (typeof SETUP_USAGES)[number];
  /** Null leaves the choice to the account. */
  readonly allowedTypes: readonly SetupType[] | null;
  readonly redirects: boolean;
  readonly attachToSelf: boolean;
}

const NOTHING_YET = {
  application: null,
  cancellation_reason: null,
  customer_account: null,
  excluded_payment_method_types: null,
  last_setup_error: null,
  latest_attempt: null,
  livemode: false,
  mandate: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  single_use_mandate: null,
} as const;

/** Saves a setup intent and tells so by `setup_intent.created`. */
export function addSetupIntent(world: World, facts: SetupFacts): Stripe.SetupIntent {
  const id = world.ids.next("seti_1", 23);
  const { allowedTypes, redirects } = facts;
  const types = [...(allowedTypes ?? SETUP_TYPES)];
  const intent: Stripe.SetupIntent = {
    ...NOTHING_YET,
    id,
    object: "setup_intent",
    allowed_payment_method_types: allowedTypes === null ? null : types,
    ...(facts.attachToSelf ? { attach_to_self: true } : {}),
    automatic_payment_methods:
      allowedTypes === null
        ? { allow_redirects: redirects ? "always" : "never", enabled: true }
        : null,
    client_secret: `${id}_secret_${base62Of(`secret:${id}`, 25)}`,
    created: world.clock.nowSeconds(),
    customer: facts.customer,
    description: facts.description,
    flow_directions: facts.attachToSelf ? ["inbound"] : null,
    metadata: facts.metadata,
    payment_method: facts.paymentMethod?.id ?? null,
    payment_method_options: types.includes("card")
      ? { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } }
      : {},
    payment_method_types: types,
    status: facts.paymentMethod === null ? "requires_payment_method" : "requires_confirmation",
    usage: facts.usage,
  };
  return addObject(world, "setup_intent", intent, "setup_intent.created");
}
