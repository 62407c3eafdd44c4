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

/** How each kind of object is read. A payment method's list knows no `created`, so its window is its cursor alone. */
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
  };
}
