import type Stripe from "stripe";
import { createListReads } from "./list-reads.ts";
import { type CallRecorder } from "./logged-call.ts";
import { unlessMissing } from "./missing-object.ts";
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
      const read = () => call.one(`${path}/${id}`, { object: type, id }, () => retrieve(id));
      const object = await unlessMissing(read, null);
      return object === null || isDeleted(object) ? null : (object as StripeObjects[T]);
    },
    retrieveBalance: () =>
      call.one("/v1/balance", { object: "balance" }, () => stripe.balance.retrieve()),
    retrieveBalanceTransaction: (id) => {
      const path = `/v1/balance_transactions/${id}`;
      const read = () => stripe.balanceTransactions.retrieve(id);
      return unlessMissing(() => call.one(path, { object: "balance_transaction", id }, read), null);
    },
    retrieveCheckoutSession: (id) => {
      const path = `/v1/checkout/sessions/${id}`;
      const read = () => stripe.checkout.sessions.retrieve(id, { expand: ["setup_intent"] });
      return unlessMissing(() => call.one(path, { object: "checkout.session", id }, read), null);
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

function isDeleted(object: object): boolean {
  return "deleted" in object && object.deleted === true;
}
