import type Stripe from "stripe";
import type { StripeObjects, StripeObjectType } from "./stripe-objects.ts";

/** The parameters of a list as Stripe takes them. */
export interface ListParams {
  readonly limit: number;
  readonly starting_after?: string;
  readonly created?: { gte?: number; lt?: number };
}

interface Resource<T extends StripeObjectType> {
  readonly path: string;
  readonly retrieve: (
    id: string,
  ) => Promise<Stripe.Response<StripeObjects[T] | Stripe.DeletedCustomer>>;
  readonly list: (params: ListParams) => Promise<Stripe.Response<Stripe.ApiList<StripeObjects[T]>>>;
}

/**
 * How each kind of object is read, always to the same depth. A payment method's list knows no `created`, so its window is
 * its cursor alone; subscriptions that ended are listed too; an invoice is read with its payments, which its events leave
 * out; the list of reviews holds open ones only (docs.stripe.com/api/radar/reviews/list).
 */
export function stripeResources(stripe: Stripe): { readonly [T in StripeObjectType]: Resource<T> } {
  return {
    customer: {
      path: "/v1/customers",
      retrieve: (id) => stripe.customers.retrieve(id),
      list: (params) => stripe.customers.list(params),
    },
    payment_method: {
      path: "/v1/payment_methods",
      retrieve: (id) => stripe.paymentMethods.retrieve(id),
      list: ({ created: _, ...params }) => stripe.paymentMethods.list(params),
    },
    payment_intent: {
      path: "/v1/payment_intents",
      retrieve: (id) => stripe.paymentIntents.retrieve(id),
      list: (params) => stripe.paymentIntents.list(params),
    },
    charge: {
      path: "/v1/charges",
      retrieve: (id) => stripe.charges.retrieve(id),
      list: (params) => stripe.charges.list(params),
    },
    refund: {
      path: "/v1/refunds",
      retrieve: (id) => stripe.refunds.retrieve(id),
      list: (params) => stripe.refunds.list(params),
    },
    payout: {
      path: "/v1/payouts",
      retrieve: (id) => stripe.payouts.retrieve(id),
      list: (params) => stripe.payouts.list(params),
    },
    dispute: {
      path: "/v1/disputes",
      retrieve: (id) => stripe.disputes.retrieve(id),
      list: (params) => stripe.disputes.list(params),
    },
    subscription: {
      path: "/v1/subscriptions",
      retrieve: (id) => stripe.subscriptions.retrieve(id),
      list: (params) => stripe.subscriptions.list({ ...params, status: "all" }),
    },
    invoice: {
      path: "/v1/invoices",
      retrieve: (id) => stripe.invoices.retrieve(id, { expand: ["payments"] }),
      list: (params) => stripe.invoices.list({ ...params, expand: ["data.payments"] }),
    },
    review: {
      path: "/v1/reviews",
      retrieve: (id) => stripe.reviews.retrieve(id),
      list: (params) => stripe.reviews.list(params),
    },
    "radar.early_fraud_warning": {
      path: "/v1/radar/early_fraud_warnings",
      retrieve: (id) => stripe.radar.earlyFraudWarnings.retrieve(id),
      list: (params) => stripe.radar.earlyFraudWarnings.list(params),
    },
  };
}
