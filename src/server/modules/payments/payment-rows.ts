import { idOf, instantOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

/** What the payment intent itself tells of a payment. Amounts are minor units of `currency`, as decimal text. */
export interface PaymentRow {
  readonly id: string;
  readonly customerId: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly captureMethod: string;
  readonly description: string | null;
  readonly paymentMethodId: string | null;
  readonly paymentMethodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly latestChargeId: string | null;
  readonly email: string | null;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  /** What the last error advises, and what the network said: Stripe's words. */
  readonly adviceCode: string | null;
  readonly networkDeclineCode: string | null;
  readonly failedPaymentMethodId: string | null;
  readonly amountCapturable: string;
  readonly nextAction: string | null;
  readonly cancellationReason: string | null;
  readonly canceledAt: Date | null;
  readonly setupFutureUsage: string | null;
  readonly onBehalfOf: string | null;
  readonly transferDestination: string | null;
  readonly applicationFee: string | null;
  readonly createdAt: string;
}

/** The row of a payment intent; the figures of its charge are joined by the repository. */
export function paymentRow(intent: StripeObjects["payment_intent"]): PaymentRow {
  return {
    id: intent.id,
    customerId: idOf(intent.customer),
    amount: BigInt(intent.amount).toString(),
    currency: intent.currency,
    status: intent.status,
    captureMethod: intent.capture_method,
    description: intent.description,
    ...triedMethod(intent),
    latestChargeId: idOf(intent.latest_charge),
    email: intent.receipt_email?.toLowerCase() ?? null,
    ...errorColumns(intent.last_payment_error),
    amountCapturable: BigInt(intent.amount_capturable).toString(),
    nextAction: intent.next_action?.type ?? null,
    cancellationReason: intent.cancellation_reason,
    canceledAt: instantOf(intent.canceled_at),
    setupFutureUsage: intent.setup_future_usage,
    ...connectColumns(intent),
    createdAt: isoOf(intent.created),
  };
}

function errorColumns(error: StripeObjects["payment_intent"]["last_payment_error"]) {
  return {
    failureCode: error?.code ?? null,
    declineCode: error?.decline_code ?? null,
    adviceCode: error?.advice_code ?? null,
    networkDeclineCode: error?.network_decline_code ?? null,
    failedPaymentMethodId: error?.payment_method?.id ?? null,
  };
}

/** Connect: whose payment it is, who gets its money, and what of it is kept as a fee. */
function connectColumns(
  payment: Pick<
    StripeObjects["payment_intent"] | StripeObjects["charge"],
    "on_behalf_of" | "transfer_data" | "application_fee_amount"
  >,
) {
  return {
    onBehalfOf: idOf(payment.on_behalf_of),
    transferDestination: idOf(payment.transfer_data?.destination),
    applicationFee: payment.application_fee_amount?.toString() ?? null,
  };
}

/** After a failure Stripe takes the method off the intent; the error still tells which one it was. */
function triedMethod(intent: StripeObjects["payment_intent"]) {
  const tried = intent.last_payment_error?.payment_method;
  const card = tried?.card;
  return {
    paymentMethodId: idOf(intent.payment_method) ?? tried?.id ?? null,
    paymentMethodType: tried?.type ?? null,
    cardBrand: card?.brand ?? null,
    last4: card?.last4 ?? null,
  };
}

/** One attempt to pay. Amounts are minor units of `currency`, as decimal text. */
export interface ChargeRow {
  readonly id: string;
  readonly paymentId: string | null;
  readonly customerId: string | null;
  readonly amount: string;
  readonly amountCaptured: string;
  readonly amountRefunded: string;
  readonly currency: string;
  readonly status: string;
  readonly captured: boolean;
  readonly disputed: boolean;
  readonly paymentMethodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly cardFingerprint: string | null;
  readonly cardCountry: string | null;
  readonly cardExpMonth: number | null;
  readonly cardExpYear: number | null;
  readonly outcomeType: string | null;
  readonly networkStatus: string | null;
  readonly sellerMessage: string | null;
  readonly adviceCode: string | null;
  readonly riskLevel: string | null;
  readonly riskScore: number | null;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly networkDeclineCode: string | null;
  readonly networkAdviceCode: string | null;
  readonly balanceTransactionId: string | null;
  readonly paymentMethodId: string | null;
  readonly captureBefore: Date | null;
  readonly cardNetwork: string | null;
  readonly cardFunding: string | null;
  readonly cardIssuer: string | null;
  readonly issuerKey: string | null;
  readonly onBehalfOf: string | null;
  readonly transferDestination: string | null;
  readonly transferId: string | null;
  readonly applicationFee: string | null;
  readonly createdAt: string;
  /** Goes to the payment it belongs to; the attempt itself keeps no personal data. */
  readonly billingEmail: string | null;
}

/** The row of a charge. */
export function chargeRow(charge: StripeObjects["charge"]): ChargeRow {
  return {
    id: charge.id,
    paymentId: idOf(charge.payment_intent),
    customerId: idOf(charge.customer),
    amount: BigInt(charge.amount).toString(),
    amountCaptured: BigInt(charge.amount_captured).toString(),
    amountRefunded: refundedOf(charge).toString(),
    currency: charge.currency,
    status: charge.status,
    captured: charge.captured,
    disputed: charge.disputed,
    ...methodColumns(charge),
    ...outcomeColumns(charge),
    balanceTransactionId: idOf(charge.balance_transaction),
    paymentMethodId: charge.payment_method,
    ...connectColumns(charge),
    transferId: idOf(charge.transfer),
    createdAt: isoOf(charge.created),
    billingEmail: charge.billing_details.email?.toLowerCase() ?? null,
  };
}

/**
 * What the customer got back of the captured amount. Stripe counts what a partial capture or a cancellation released
 * into `amount_refunded` too, but nobody was ever charged for that.
 * Source: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method (partial capture).
 */
function refundedOf(charge: StripeObjects["charge"]): bigint {
  const released = BigInt(charge.amount) - BigInt(charge.amount_captured);
  const refunded = BigInt(charge.amount_refunded) - released;
  return refunded > 0n ? refunded : 0n;
}

function methodColumns({ payment_method_details: details }: StripeObjects["charge"]) {
  return {
    paymentMethodType: details?.type ?? null,
    ...(details?.card ? cardColumns(details.card) : NO_CARD),
    ...(details?.sepa_debit ? { last4: details.sepa_debit.last4 } : {}),
  };
}

const NO_CARD = {
  cardBrand: null,
  last4: null,
  cardFingerprint: null,
  cardCountry: null,
  cardExpMonth: null,
  cardExpYear: null,
  captureBefore: null,
  cardNetwork: null,
  cardFunding: null,
  cardIssuer: null,
  issuerKey: null,
};

type CardDetails = NonNullable<
  NonNullable<StripeObjects["charge"]["payment_method_details"]>["card"]
>;

function cardColumns(card: CardDetails) {
  return {
    cardBrand: card.brand,
    last4: card.last4,
    cardFingerprint: card.fingerprint ?? null,
    cardCountry: card.country,
    cardExpMonth: card.exp_month,
    cardExpYear: card.exp_year,
    captureBefore: instantOf(card.capture_before),
    cardNetwork: card.network,
    cardFunding: card.funding,
    cardIssuer: card.issuer ?? null,
    issuerKey: issuerKeyOf(card),
  };
}

/**
 * Whose cards behave alike when they decline. Stripe names the issuer to few accounts; else cards of one network, country
 * and funding are the nearest to it. Nothing of the number enters.
 */
function issuerKeyOf({ country, issuer, network, brand, funding }: CardDetails): string {
  const where = country ?? "unknown";
  if (issuer) return `${where}:${issuer.trim().toLowerCase()}`;
  return `${where}:${network ?? brand ?? "unknown"}:${funding ?? "unknown"}`;
}

const NO_OUTCOME = {
  outcomeType: null,
  networkStatus: null,
  sellerMessage: null,
  adviceCode: null,
  riskLevel: null,
  riskScore: null,
  networkDeclineCode: null,
  networkAdviceCode: null,
};

function outcomeColumns(charge: StripeObjects["charge"]) {
  const { outcome } = charge;
  return {
    ...(outcome ? judgement(outcome) : NO_OUTCOME),
    failureCode: charge.failure_code,
    // On a failed charge the outcome's reason is the issuer's decline code, or the rule that blocked it.
    declineCode: charge.status === "failed" ? (outcome?.reason ?? null) : null,
  };
}

function judgement(outcome: NonNullable<StripeObjects["charge"]["outcome"]>) {
  return {
    outcomeType: outcome.type,
    networkStatus: outcome.network_status,
    sellerMessage: outcome.seller_message,
    adviceCode: outcome.advice_code,
    riskLevel: outcome.risk_level ?? null,
    riskScore: outcome.risk_score ?? null,
    networkDeclineCode: outcome.network_decline_code,
    networkAdviceCode: outcome.network_advice_code,
  };
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
