import type Stripe from "stripe";
import { unlessMissing } from "./missing-object.ts";
import type { ReadCall } from "./read-call.ts";
import type { StripeObjectType } from "./stripe-objects.ts";
import type { ListWindow, StripeReader } from "./stripe-reader.ts";
import { type ListParams, stripeResources } from "./stripe-resources.ts";

const MOST_OF_A_PAYMENT = 100;

type ListReads = Pick<
  StripeReader,
  | "list"
  | "listPaymentMethods"
  | "listRefunds"
  | "listCustomerBalance"
  | "listCheckoutSessions"
  | "listBalanceTransactions"
  | "listEvents"
>;

/** The reads that answer with a page. */
export function createListReads(stripe: Stripe, { page }: ReadCall): ListReads {
  const resources = stripeResources(stripe);
  return {
    list: <T extends StripeObjectType>(type: T, window: ListWindow) =>
      page(resources[type].path, () => resources[type].list(listParams(window))),
    listPaymentMethods: async (customerId) => {
      const params = { customer: customerId, limit: MOST_OF_A_PAYMENT };
      const read = () => page("/v1/payment_methods", () => stripe.paymentMethods.list(params));
      return (await unlessMissing(read, null))?.items ?? [];
    },
    listRefunds: async (filter) => {
      const of =
        "chargeId" in filter ? { charge: filter.chargeId } : { payment_intent: filter.paymentId };
      const params = { ...of, limit: MOST_OF_A_PAYMENT };
      return (await page("/v1/refunds", () => stripe.refunds.list(params))).items;
    },
    listCustomerBalance: async (customerId) => {
      const path = `/v1/customers/${customerId}/balance_transactions`;
      const params = { limit: MOST_OF_A_PAYMENT };
      const read = () => stripe.customers.listBalanceTransactions(customerId, params);
      return (await page(path, read)).items;
    },
    listCheckoutSessions: async (customerId) => {
      const params = { customer: customerId, limit: MOST_OF_A_PAYMENT };
      const read = () => stripe.checkout.sessions.list(params);
      return (await page("/v1/checkout/sessions", read)).items;
    },
    listBalanceTransactions: ({ payoutId, sourceId, ...window }) => {
      const params = {
        ...listParams(window),
        ...(payoutId === undefined ? {} : { payout: payoutId }),
        ...(sourceId === undefined ? {} : { source: sourceId }),
      };
      return page("/v1/balance_transactions", () => stripe.balanceTransactions.list(params));
    },
    listEvents: ({ deliverySuccess, ...window }) => {
      const params = {
        ...listParams(window),
        ...(deliverySuccess === undefined ? {} : { delivery_success: deliverySuccess }),
      };
      return page("/v1/events", () => stripe.events.list(params));
    },
  };
}

function listParams(window: ListWindow): ListParams {
  const { limit, startingAfter, createdGte, createdLt } = window;
  const created = {
    ...(createdGte === undefined ? {} : { gte: createdGte }),
    ...(createdLt === undefined ? {} : { lt: createdLt }),
  };
  return {
    limit,
    ...(startingAfter === undefined ? {} : { starting_after: startingAfter }),
    ...(Object.keys(created).length === 0 ? {} : { created }),
  };
}
