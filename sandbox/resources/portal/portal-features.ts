import type { Stripe } from "stripe";
import type { RequestParams } from "../../protocol/request-params.ts";

type Features = Stripe.BillingPortal.Configuration.Features;

const CUSTOMER_UPDATES = ["address", "email", "name", "phone", "shipping", "tax_id"] as const;
const CANCEL_MODES = ["at_period_end", "immediately"] as const;
const PRORATIONS = ["always_invoice", "create_prorations", "none"] as const;

/** What a configuration may do before anybody has chosen: nothing but what a request names. */
export const NO_FEATURES: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

/** `current` with what `features[…]` of the request changes. */
export function readFeatures(params: RequestParams, current: Features): Features {
  const flag = (name: string, was: boolean): boolean =>
    params.boolean(`features.${name}.enabled`) ?? was;
  const { customer_update: customer, subscription_cancel: cancel } = current;
  const update = current.subscription_update;
  return {
    customer_update: {
      allowed_updates:
        readNames(params, "features.customer_update.allowed_updates", CUSTOMER_UPDATES) ??
        customer.allowed_updates,
      enabled: flag("customer_update", customer.enabled),
    },
    invoice_history: { enabled: flag("invoice_history", current.invoice_history.enabled) },
    payment_method_update: {
      ...current.payment_method_update,
      enabled: flag("payment_method_update", current.payment_method_update.enabled),
    },
    subscription_cancel: {
      ...cancel,
      enabled: flag("subscription_cancel", cancel.enabled),
      mode: params.oneOf("features.subscription_cancel.mode", CANCEL_MODES) ?? cancel.mode,
      proration_behavior:
        params.oneOf("features.subscription_cancel.proration_behavior", PRORATIONS) ??
        cancel.proration_behavior,
    },
    subscription_pause: {
      ...current.subscription_pause,
      enabled: flag("subscription_pause", current.subscription_pause.enabled),
    },
    subscription_update: {
      ...update,
      default_allowed_updates:
        readNames(params, "features.subscription_update.default_allowed_updates", [
          "price",
          "promotion_code",
          "quantity",
        ]) ?? update.default_allowed_updates,
      enabled: flag("subscription_update", update.enabled),
      proration_behavior:
        params.oneOf("features.subscription_update.proration_behavior", PRORATIONS) ??
        update.proration_behavior,
    },
  };
}

function readNames<T extends string>(
  params: RequestParams,
  path: string,
  known: readonly T[],
): T[] | undefined {
  const names = params.strings(path);
  return names
    ?.map((_, index) => params.oneOf(`${path}.${index}`, known))
    .filter((name) => name !== undefined);
}
