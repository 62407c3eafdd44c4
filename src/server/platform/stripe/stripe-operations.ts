import type Stripe from "stripe";

type Send<Params, Result extends object> = (
  stripe: Stripe,
  objectId: string,
  params: Params,
  options: Stripe.RequestOptions,
) => Promise<Stripe.Response<Result>>;

/** One way to change something at Stripe: where it goes, what must come back, and the package's call for it. */
interface Operation<Params, Result extends object> {
  readonly method: "POST" | "DELETE";
  readonly path: (objectId: string) => string;
  /** The `object` field of the answer. */
  readonly object: string;
  /** Whether the answer is the very object that the request was about. */
  readonly keepsId: boolean;
  /** Whether Stripe keeps metadata with it, so that a command can be found again by its id. */
  readonly takesMetadata: boolean;
  /** A method, so that an operation can be held as one that takes a body read back from the database. */
  send(...request: Parameters<Send<Params, Result>>): ReturnType<Send<Params, Result>>;
}

/** A request that makes something new. */
function making<Params, Result extends object>(
  path: string | ((objectId: string) => string),
  object: string,
  send: Send<Params, Result>,
  takesMetadata = true,
): Operation<Params, Result> {
  const at = typeof path === "string" ? () => path : path;
  return { method: "POST", path: at, object, keepsId: false, takesMetadata, send };
}

/** A request that acts on something that exists. */
function acting<Params, Result extends object>(
  path: (objectId: string) => string,
  object: string,
  send: Send<Params, Result>,
  more: { method?: "DELETE"; takesMetadata?: boolean } = {},
): Operation<Params, Result> {
  const { method = "POST", takesMetadata = false } = more;
  return { method, path, object, keepsId: true, takesMetadata, send };
}

/** Every change the product may ask Stripe for; a change that is not listed cannot be sent. */
const STRIPE_OPERATIONS = {
  refund_create: making(
    "/v1/refunds",
    "refund",
    (stripe, _, params: Stripe.RefundCreateParams, options) =>
      stripe.refunds.create(params, options),
  ),
  refund_cancel: acting(
    (id) => `/v1/refunds/${id}/cancel`,
    "refund",
    (stripe, id, params: Stripe.RefundCancelParams, options) =>
      stripe.refunds.cancel(id, params, options),
  ),
  payment_intent_confirm: acting(
    (id) => `/v1/payment_intents/${id}/confirm`,
    "payment_intent",
    (stripe, id, params: Stripe.PaymentIntentConfirmParams, options) =>
      stripe.paymentIntents.confirm(id, params, options),
  ),
  payment_intent_capture: acting(
    (id) => `/v1/payment_intents/${id}/capture`,
    "payment_intent",
    (stripe, id, params: Stripe.PaymentIntentCaptureParams, options) =>
      stripe.paymentIntents.capture(id, params, options),
    { takesMetadata: true },
  ),
  payment_intent_cancel: acting(
    (id) => `/v1/payment_intents/${id}/cancel`,
    "payment_intent",
    (stripe, id, params: Stripe.PaymentIntentCancelParams, options) =>
      stripe.paymentIntents.cancel(id, params, options),
  ),
  invoice_pay: acting(
    (id) => `/v1/invoices/${id}/pay`,
    "invoice",
    (stripe, id, params: Stripe.InvoicePayParams, options) =>
      stripe.invoices.pay(id, params, options),
  ),
  review_approve: acting(
    (id) => `/v1/reviews/${id}/approve`,
    "review",
    (stripe, id, params: Stripe.ReviewApproveParams, options) =>
      stripe.reviews.approve(id, params, options),
  ),
  dispute_update: acting(
    (id) => `/v1/disputes/${id}`,
    "dispute",
    (stripe, id, params: Stripe.DisputeUpdateParams, options) =>
      stripe.disputes.update(id, params, options),
    { takesMetadata: true },
  ),
  dispute_close: acting(
    (id) => `/v1/disputes/${id}/close`,
    "dispute",
    (stripe, id, params: Stripe.DisputeCloseParams, options) =>
      stripe.disputes.close(id, params, options),
  ),
  subscription_update: acting(
    (id) => `/v1/subscriptions/${id}`,
    "subscription",
    (stripe, id, params: Stripe.SubscriptionUpdateParams, options) =>
      stripe.subscriptions.update(id, params, options),
    { takesMetadata: true },
  ),
  subscription_resume: acting(
    (id) => `/v1/subscriptions/${id}/resume`,
    "subscription",
    (stripe, id, params: Stripe.SubscriptionResumeParams, options) =>
      stripe.subscriptions.resume(id, params, options),
  ),
  subscription_cancel: acting(
    (id) => `/v1/subscriptions/${id}`,
    "subscription",
    (stripe, id, params: Stripe.SubscriptionCancelParams, options) =>
      stripe.subscriptions.cancel(id, params, options),
    { method: "DELETE" },
  ),
  customer_balance_create: making(
    (id) => `/v1/customers/${id}/balance_transactions`,
    "customer_balance_transaction",
    (stripe, id, params: Stripe.CustomerCreateBalanceTransactionParams, options) =>
      stripe.customers.createBalanceTransaction(id, params, options),
  ),
  customer_update: acting(
    (id) => `/v1/customers/${id}`,
    "customer",
    (stripe, id, params: Stripe.CustomerUpdateParams, options) =>
      stripe.customers.update(id, params, options),
    { takesMetadata: true },
  ),
  checkout_session_create: making(
    "/v1/checkout/sessions",
    "checkout.session",
    (stripe, _, params: Stripe.Checkout.SessionCreateParams, options) =>
      stripe.checkout.sessions.create(params, options),
  ),
  checkout_session_expire: acting(
    (id) => `/v1/checkout/sessions/${id}/expire`,
    "checkout.session",
    (stripe, id, params: Stripe.Checkout.SessionExpireParams, options) =>
      stripe.checkout.sessions.expire(id, params, options),
  ),
} as const;

type Operations = typeof STRIPE_OPERATIONS;
export type StripeOperation = keyof Operations;
/** What Stripe answers an operation with. */
export type OperationResult<O extends StripeOperation> =
  Operations[O] extends Operation<never, infer Result extends object> ? Result : never;

/** Whether Stripe keeps metadata with what the operation makes or changes. */
export function takesMetadata(name: StripeOperation): boolean {
  return STRIPE_OPERATIONS[name].takesMetadata;
}

/** Method and path of the request, as people read it: "POST /v1/refunds". */
export function pathOf(name: StripeOperation, objectId: string): string {
  const { method, path } = STRIPE_OPERATIONS[name];
  return `${method} ${path(objectId)}`;
}

/** The operation of that name, for a body that was read back from the database. */
export function operationOf<O extends StripeOperation>(
  name: O,
): Operation<unknown, OperationResult<O>> {
  const operation: Operation<unknown, object> = STRIPE_OPERATIONS[name];
  return operation as Operation<unknown, OperationResult<O>>;
}
