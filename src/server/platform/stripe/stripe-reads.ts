import Stripe from "stripe";
import { createListReads } from "./list-reads.ts";
import { type CallRecorder } from "./logged-call.ts";
import { createReadCall } from "./read-call.ts";
import type { RetryPlan } from "./read-with-retries.ts";
import type { StripeObjects, StripeObjectType } from "./stripe-objects.ts";
import type { StripeReader } from "./stripe-reader.ts";
import { stripeResources } from "./stripe-resources.ts";

/** Reads through `stripe`: every answer checked, every call logged, transient failures repeated within bounds. */
export function createStripeReads(
  stripe: Stripe,
  recorder: CallRecorder,
  plan: RetryPlan,
): StripeReader {
  const resources = stripeResources(stripe);
  const call = createReadCall(recorder, plan);
  return {
    ...createListReads(stripe, call),
    retrieve: async <T extends StripeObjectType>(type: T, id: string) => {
      const { path, retrieve } = resources[type];
      const object = await orNull(() =>
        call.one(`${path}/${id}`, { object: type, id }, () => retrieve(id)),
      );
      return object === null || isDeleted(object) ? null : (object as StripeObjects[T]);
    },
    retrieveBalance: () =>
      call.one("/v1/balance", { object: "balance" }, () => stripe.balance.retrieve()),
    retrieveBalanceTransaction: (id) => {
      const path = `/v1/balance_transactions/${id}`;
      const read = () => stripe.balanceTransactions.retrieve(id);
      return orNull(() => call.one(path, { object: "balance_transaction", id }, read));
    },
    retrieveAccount: async () => {
      const read = () => stripe.accounts.retrieveCurrent();
      const account = await call.one("/v1/account", { object: "account", id: null }, read);
      return accountFacts(account);
    },
  };
}

function accountFacts(account: Stripe.Account) {
  return {
    id: account.id,
    name: account.business_profile?.name ?? account.settings?.dashboard.display_name ?? null,
    country: account.country ?? "",
    defaultCurrency: account.default_currency ?? "",
  };
}

/** Null when Stripe says that the object does not exist: only its own error says so, not a bare 404. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    error.statusCode === 404 &&
    error.code === "resource_missing"
  );
}

function isDeleted(object: object): boolean {
  return "deleted" in object && object.deleted === true;
}
