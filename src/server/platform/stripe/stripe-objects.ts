import type Stripe from "stripe";

/** The Stripe objects the console keeps projections of, under the name their `object` field carries. */
export interface StripeObjects {
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  payout: Stripe.Payout;
  dispute: Stripe.Dispute;
  subscription: Stripe.Subscription;
  invoice: Stripe.Invoice;
  review: Stripe.Review;
  "radar.early_fraud_warning": Stripe.Radar.EarlyFraudWarning;
}

export type StripeObjectType = keyof StripeObjects;
export type StripeBalanceTransaction = Stripe.BalanceTransaction;
export type StripeCustomerBalanceEntry = Stripe.CustomerBalanceTransaction;
export type StripeCheckoutSession = Stripe.Checkout.Session;
export type StripeBalance = Stripe.Balance;
export type StripeEvent = Stripe.Event;
export type StripeRefundParams = Stripe.RefundCreateParams;

/** One page of a list of Stripe's, newest first. */
export interface StripePage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}
