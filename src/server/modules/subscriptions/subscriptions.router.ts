import {
  getInvoiceInput,
  getInvoiceOutput,
  getSubscriptionInput,
  invoicesOfCustomerInput,
  invoicesOfCustomerOutput,
  subscriptionDetailSchema,
  subscriptionsOfCustomerInput,
  subscriptionsOfCustomerOutput,
} from "#core/contracts/subscriptions.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { subscriptionCancel } from "./cancel-subscription.ts";
import { subscriptionPause } from "./pause-subscription.ts";
import { getInvoice, invoicesOfCustomer } from "./read-invoices.ts";
import { getSubscription, subscriptionsOfCustomer } from "./read-subscriptions.ts";
import { subscriptionResume } from "./resume-subscription.ts";

const readable = { permission: "subscription:read" } as const;

/** Subscriptions and their invoices: what a customer pays for again and again, and how the collection stands. */
export const subscriptionsRouter = router({
  forCustomer: query(readable)
    .input(subscriptionsOfCustomerInput)
    .output(subscriptionsOfCustomerOutput)
    .query(({ ctx, input }) => subscriptionsOfCustomer(ctx.runtime, input)),
  get: query(readable)
    .input(getSubscriptionInput)
    .output(subscriptionDetailSchema)
    .query(({ ctx, input }) => getSubscription(ctx.runtime, ctx.actor, input)),
  invoices: query(readable)
    .input(invoicesOfCustomerInput)
    .output(invoicesOfCustomerOutput)
    .query(({ ctx, input }) => invoicesOfCustomer(ctx.runtime, input)),
  invoice: query(readable)
    .input(getInvoiceInput)
    .output(getInvoiceOutput)
    .query(({ ctx, input }) => getInvoice(ctx.runtime, input)),
  pause: createOverrideRouter(subscriptionPause),
  resume: createOverrideRouter(subscriptionResume),
  cancel: createOverrideRouter(subscriptionCancel),
});
