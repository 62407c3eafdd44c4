/** The name of this kind of override. */
export const RETRY_KIND = "payment_retry";

/** One declined attempt with the method that is looked at, as far as the rules ask. */
export interface DeclinedAttempt {
  /** Business time. */
  readonly at: Date;
  /** Whether it was for the amount and currency that would be tried now. */
  readonly sameAmount: boolean;
  readonly declineCode: string | null;
  readonly failureCode: string | null;
  /** Stripe's advice: `do_not_try_again`, `try_again_later`, `confirm_card_data`. */
  readonly adviceCode: string | null;
  readonly networkDeclineCode: string | null;
  /** Mastercard's merchant advice code. */
  readonly networkAdviceCode: string | null;
  /** Stripe itself stopped it (Radar), so that no bank was asked. */
  readonly blocked: boolean;
}

/** A method that the customer left with us. */
export interface MethodFacts {
  readonly id: string;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  /** Still attached to the payment's customer. */
  readonly attached: boolean;
  /** Its declined attempts since it last paid, newest first. */
  readonly declines: readonly DeclinedAttempt[];
}

/** Everything the rules of a retry look at. */
export interface RetryFacts {
  /** Stripe's status of the payment intent. */
  readonly status: string;
  /** Whether an attempt failed at all; a payment that was never tried is not retried. */
  readonly failed: boolean;
  readonly customerId: string | null;
  /** The method to try; null where none is chosen or on file. */
  readonly method: MethodFacts | null;
  /** Another retry of this payment that is not over yet. */
  readonly openRetry: boolean;
  /** When it would be tried, business time. */
  readonly at: Date;
}
