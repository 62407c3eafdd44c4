import Stripe from "stripe";
import type { Expectation } from "./checked-answer.ts";
import { type CallRecorder, loggedCall } from "./logged-call.ts";
import { readWithRetries } from "./read-with-retries.ts";
import { STRIPE_API_VERSION } from "./stripe-client.ts";
import type { StripeObjects, StripeObjectType, StripePage } from "./stripe-objects.ts";
import type { ListWindow, StripeReader } from "./stripe-reader.ts";
import { type ListParams, stripeResources } from "./stripe-resources.ts";

const MOST_OF_A_PAYMENT = 100;

/** Reads through `stripe`: every answer checked, every call logged, transient failures repeated within bounds. */
export function createStripeReads(stripe: Stripe, recorder: CallRecorder, firstPauseMs: number): StripeReader {
  const resources = stripeResources(stripe);
  const get = async <T extends object>(path: string, expected: Expectation, send: () => Promise<Stripe.Response<T>>): Promise<T> => {
    const subject = { method: "GET", path, objectId: expected.id ?? null, commandId: null, idempotencyKey: null, apiVersion: STRIPE_API_VERSION, request: null } as const;
    const { object } = await readWithRetries(firstPauseMs, () => loggedCall(recorder, subject, expected, send));
    return object;
  };
  const page = async <T>(path: string, send: () => Promise<Stripe.Response<Stripe.ApiList<T>>>): Promise<StripePage<T>> => {
    const { data, has_more } = await get(path, { object: "list" }, send);
    return { items: data, hasMore: has_more };
  };
  return {
    retrieve: async <T extends StripeObjectType>(type: T, id: string) => {
      const resource = resources[type];
      const object = await orNull(() => get(`${resource.path}/${id}`, { object: type, id }, () => resource.retrieve(id)));
      return object === null || isDeleted(object) ? null : (object as StripeObjects[T]);
    },
    list: <T extends StripeObjectType>(type: T, window: ListWindow) =>
      page(resources[type].path, () => resources[type].list(listParams(window))),
    listPaymentMethods: async (customerId) => {
      const { items } = await page("/v1/payment_methods", () => stripe.paymentMethods.list({ customer: customerId, limit: MOST_OF_A_PAYMENT }));
      return items;
    },
    listRefunds: async (filter) => {
      const of = "chargeId" in filter ? { charge: filter.chargeId } : { payment_intent: filter.paymentId };
      const { items } = await page("/v1/refunds", () => stripe.refunds.list({ ...of, limit: MOST_OF_A_PAYMENT }));
      return items;
    },
    listBalanceTransactions: ({ payoutId, sourceId, ...window }) =>
      page("/v1/balance_transactions", () =>
        stripe.balanceTransactions.list({
          ...listParams(window),
          ...(payoutId === undefined ? {} : { payout: payoutId }),
          ...(sourceId === undefined ? {} : { source: sourceId }),
        }),
      ),
    listEvents: (window) => page("/v1/events", () => stripe.events.list(listParams(window))),
    retrieveBalance: () => get("/v1/balance", { object: "balance" }, () => stripe.balance.retrieve()),
    retrieveBalanceTransaction: (id) =>
      orNull(() => get(`/v1/balance_transactions/${id}`, { object: "balance_transaction", id }, () => stripe.balanceTransactions.retrieve(id))),
    retrieveAccount: async () => {
      const account = await get("/v1/account", { object: "account", id: null }, () => stripe.accounts.retrieveCurrent());
      const name = account.business_profile?.name ?? account.settings?.dashboard.display_name ?? null;
      return { id: account.id, name, country: account.country ?? "", defaultCurrency: account.default_currency ?? "" };
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

/** Null when Stripe says that the object does not exist: only its own error says so, not a bare 404. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 404 && error.code === "resource_missing") return null;
    throw error;
  }
}

function isDeleted(object: object): boolean {
  return "deleted" in object && object.deleted === true;
}
