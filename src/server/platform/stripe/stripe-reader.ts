import type {
  StripeBalance,
  StripeBalanceTransaction,
  StripeCheckoutSession,
  StripeCustomerBalanceEntry,
  StripeEvent,
  StripeObjects,
  StripeObjectType,
  StripePage,
} from "./stripe-objects.ts";

/** A window of a list: `created` bounds in unix seconds, `startingAfter` an id of the page before. */
export interface ListWindow {
  readonly limit: number;
  readonly startingAfter?: string;
  readonly createdGte?: number;
  readonly createdLt?: number;
}

/** A window of events; with `deliverySuccess: false` those alone that Stripe has not delivered everywhere. */
export interface EventWindow extends ListWindow {
  readonly deliverySuccess?: boolean;
}

/** Reading from Stripe. Every answer was checked for status, `object` and `id` before it is returned. */
export interface StripeReader {
  /** The object as it is now, or null when Stripe says that it does not exist or was deleted. */
  retrieve<T extends StripeObjectType>(type: T, id: string): Promise<StripeObjects[T] | null>;
  list<T extends StripeObjectType>(
    type: T,
    window: ListWindow,
  ): Promise<StripePage<StripeObjects[T]>>;
  /** The methods that are attached to a customer; none where Stripe has no such customer (any more). */
  listPaymentMethods(customerId: string): Promise<readonly StripeObjects["payment_method"][]>;
  listRefunds(
    filter: { chargeId: string } | { paymentId: string },
  ): Promise<readonly StripeObjects["refund"][]>;
  /** The newest entries of a customer's credit balance at Stripe. */
  listCustomerBalance(customerId: string): Promise<readonly StripeCustomerBalanceEntry[]>;
  /** The newest Checkout Sessions that were made for a customer. */
  listCheckoutSessions(customerId: string): Promise<readonly StripeCheckoutSession[]>;
  /** A Checkout Session with its setup intent, or null when there is none. */
  retrieveCheckoutSession(id: string): Promise<StripeCheckoutSession | null>;
  listBalanceTransactions(
    window: ListWindow & { payoutId?: string; sourceId?: string },
  ): Promise<StripePage<StripeBalanceTransaction>>;
  listEvents(window: EventWindow): Promise<StripePage<StripeEvent>>;
  retrieveBalance(): Promise<StripeBalance>;
  retrieveBalanceTransaction(id: string): Promise<StripeBalanceTransaction | null>;
  retrieveAccount(): Promise<{
    id: string;
    name: string | null;
    country: string;
    defaultCurrency: string;
  }>;
}
