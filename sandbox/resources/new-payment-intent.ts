import type { Stripe } from "stripe";
import { base62Of } from "../store/deterministic-ids.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { addObject } from "./change-object.ts";
import { type ConnectParts, groupedParts } from "./connect/payment-parts.ts";
import { METHOD_TYPES, type MethodType, redirectsCustomer } from "./new-payment-method.ts";

export const CAPTURE_METHODS = ["automatic", "automatic_async", "manual"] as const;
export type CaptureMethod = (typeof CAPTURE_METHODS)[number];
export const FUTURE_USAGES = ["on_session", "off_session"] as const;
export type FutureUsage = (typeof FUTURE_USAGES)[number];

export interface IntentFacts {
  /** Minor units of `currency`. */
  readonly amount: number;
  /** Lower case; without it the account's own. */
  readonly currency?: string;
  readonly customer: string | null;
  readonly paymentMethod: Stripe.PaymentMethod | null;
  readonly captureMethod: CaptureMethod;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly receiptEmail: string | null;
  /** Types that may pay this intent; null for all that the account takes. */
  readonly allowedTypes: readonly MethodType[] | null;
  /** False leaves out the methods that send the customer to another page. */
  readonly redirects: boolean;
  readonly futureUsage: FutureUsage | null;
  readonly shipping: Stripe.PaymentIntent.Shipping | null;
  readonly statement?: string | null;
  readonly statementSuffix: string | null;
  /** Which accounts share in it; without it the account alone. */
  readonly connect?: ConnectParts;
}

const EURO_ONLY: readonly MethodType[] = ["sepa_debit", "ideal", "bancontact"];

/** Whether a method can pay in a currency: three of them move euros only, Klarna's many are not told apart. */
export function takesCurrency(type: MethodType, currency: string): boolean {
  return currency === "eur" || !EURO_ONLY.includes(type);
}

/** What every fresh intent has not got yet. */
const NOTHING_YET = {
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: "automatic",
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  source: null,
  transfer_data: null,
  transfer_group: null,
} as const;

/** Saves an intent over an amount and tells so by `payment_intent.created`. */
export function addPaymentIntent(world: World, facts: IntentFacts): Stripe.PaymentIntent {
  const id = world.ids.next("pi_3", 23);
  const currency = facts.currency ?? ACCOUNT_CURRENCY;
  const types = (facts.allowedTypes ?? METHOD_TYPES).filter(
    (type) => takesCurrency(type, currency) && (facts.redirects || !redirectsCustomer(type)),
  );
  const intent: Stripe.PaymentIntent = {
    ...NOTHING_YET,
    ...(facts.connect === undefined ? {} : groupedParts(facts.connect, id)),
    id,
    object: "payment_intent",
    allowed_payment_method_types: facts.allowedTypes === null ? null : [...facts.allowedTypes],
    amount: facts.amount,
    amount_details: { tip: {} },
    automatic_payment_methods:
      facts.allowedTypes === null
        ? { allow_redirects: facts.redirects ? "always" : "never", enabled: true }
        : null,
    capture_method: facts.captureMethod,
    client_secret: `${id}_secret_${base62Of(`secret:${id}`, 25)}`,
    created: world.clock.nowSeconds(),
    currency,
    customer: facts.customer,
    description: facts.description,
    metadata: facts.metadata,
    payment_method: facts.paymentMethod?.id ?? null,
    payment_method_options: types.includes("card")
      ? {
          card: {
            installments: null,
            mandate_options: null,
            network: null,
            request_three_d_secure: "automatic",
          },
        }
      : {},
    payment_method_types: [...types],
    receipt_email: facts.receiptEmail,
    setup_future_usage: facts.futureUsage,
    shipping: facts.shipping,
    statement_descriptor: facts.statement ?? null,
    statement_descriptor_suffix: facts.statementSuffix,
    status: facts.paymentMethod === null ? "requires_payment_method" : "requires_confirmation",
  };
  return addObject(world, "payment_intent", intent, "payment_intent.created");
}
