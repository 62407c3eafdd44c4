import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { ChargeRow, PaymentRow } from "./payment-rows.ts";

/**
 * One writer at a time for each payment. A charge and its payment intent have lanes of their own; without this, each could
 * miss the other's uncommitted row, and the payment would stay without its charge's figures.
 */
export async function lockPayments(
  tx: Transaction,
  ids: readonly (string | null)[],
): Promise<void> {
  const keys = [...new Set(ids.filter((id) => id !== null))].toSorted();
  if (keys.length === 0) return;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(id, 71)) FROM unnest(${keys}::text[]) WITH ORDINALITY AS k(id, n) ORDER BY n`;
}

/** Writes payments as their intents are now. What only a charge tells is left alone. */
export async function upsertPayments(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly PaymentRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment AS p (account_id, livemode, id, customer_id, amount, amount_captured, amount_refunded, currency, status,
      capture_method, description, payment_method_id, payment_method_type, card_brand, last4, latest_charge_id, email,
      failure_code, decline_code, advice_code, network_decline_code, failed_payment_method_id, amount_capturable, next_action,
      cancellation_reason, canceled_at, setup_future_usage, on_behalf_of, transfer_destination, application_fee, created_at)
    SELECT ${scope.accountId}, ${scope.livemode}, r.id, r."customerId", r.amount, 0, 0, r.currency, r.status, r."captureMethod",
      r.description, r."paymentMethodId", r."paymentMethodType", r."cardBrand", r.last4, r."latestChargeId", r.email,
      r."failureCode", r."declineCode", r."adviceCode", r."networkDeclineCode", r."failedPaymentMethodId",
      r."amountCapturable", r."nextAction", r."cancellationReason", r."canceledAt", r."setupFutureUsage", r."onBehalfOf",
      r."transferDestination", r."applicationFee", r."createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, "customerId" text, amount bigint, currency text,
      status text, "captureMethod" text, description text, "paymentMethodId" text, "paymentMethodType" text, "cardBrand" text,
      last4 text, "latestChargeId" text, email text, "failureCode" text, "declineCode" text, "adviceCode" text,
      "networkDeclineCode" text, "failedPaymentMethodId" text, "amountCapturable" bigint, "nextAction" text,
      "cancellationReason" text, "canceledAt" timestamptz, "setupFutureUsage" text, "onBehalfOf" text,
      "transferDestination" text, "applicationFee" bigint, "createdAt" timestamptz)
    ON CONFLICT (account_id, livemode, id) DO UPDATE SET customer_id = excluded.customer_id, amount = excluded.amount,
      currency = excluded.currency, status = excluded.status, capture_method = excluded.capture_method,
      description = excluded.description, payment_method_id = excluded.payment_method_id,
      payment_method_type = coalesce(excluded.payment_method_type, p.payment_method_type),
      card_brand = coalesce(excluded.card_brand, p.card_brand), last4 = coalesce(excluded.last4, p.last4),
      latest_charge_id = excluded.latest_charge_id, email = coalesce(p.email, excluded.email),
      failure_code = excluded.failure_code, decline_code = excluded.decline_code, advice_code = excluded.advice_code,
      network_decline_code = excluded.network_decline_code, failed_payment_method_id = excluded.failed_payment_method_id,
      amount_capturable = excluded.amount_capturable, next_action = excluded.next_action,
      cancellation_reason = excluded.cancellation_reason, canceled_at = excluded.canceled_at,
      setup_future_usage = excluded.setup_future_usage, on_behalf_of = excluded.on_behalf_of,
      transfer_destination = excluded.transfer_destination, application_fee = excluded.application_fee`;
  await refreshFromCharges(tx, scope, Prisma.sql`p.id = ANY(${rows.map(({ id }) => id)})`, []);
}

/** Writes charges as they are now, what of them may be refunded, and their figures on the payments they belong to. */
export async function upsertCharges(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly ChargeRow[],
): Promise<void> {
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO charge (account_id, livemode, id, payment_id, customer_id, amount, amount_captured, amount_refunded, currency,
      status, captured, disputed, payment_method_type, card_brand, last4, card_fingerprint, card_country, card_exp_month,
      card_exp_year, outcome_type, network_status, seller_message, advice_code, risk_level, risk_score, failure_code,
      decline_code, network_decline_code, network_advice_code, balance_transaction_id, payment_method_id, capture_before,
      card_network, card_funding, card_issuer, issuer_key, on_behalf_of, transfer_destination, transfer_id, application_fee,
      created_at)
    SELECT ${scope.accountId}, ${scope.livemode}, r.id, r."paymentId", r."customerId", r.amount, r."amountCaptured",
      r."amountRefunded", r.currency, r.status, r.captured, r.disputed, r."paymentMethodType", r."cardBrand", r.last4,
      r."cardFingerprint", r."cardCountry", r."cardExpMonth", r."cardExpYear", r."outcomeType", r."networkStatus",
      r."sellerMessage", r."adviceCode", r."riskLevel", r."riskScore", r."failureCode", r."declineCode",
      r."networkDeclineCode", r."networkAdviceCode", r."balanceTransactionId", r."paymentMethodId", r."captureBefore",
      r."cardNetwork", r."cardFunding", r."cardIssuer", r."issuerKey", r."onBehalfOf", r."transferDestination",
      r."transferId", r."applicationFee", r."createdAt"
    FROM jsonb_to_recordset(${json}::jsonb) AS r(id text, "paymentId" text, "customerId" text, amount bigint,
      "amountCaptured" bigint, "amountRefunded" bigint, currency text, status text, captured boolean, disputed boolean,
      "paymentMethodType" text, "cardBrand" text, last4 text, "cardFingerprint" text, "cardCountry" text, "cardExpMonth" int,
      "cardExpYear" int, "outcomeType" text, "networkStatus" text, "sellerMessage" text, "adviceCode" text, "riskLevel" text,
      "riskScore" int, "failureCode" text, "declineCode" text, "networkDeclineCode" text, "networkAdviceCode" text,
      "balanceTransactionId" text, "paymentMethodId" text, "captureBefore" timestamptz, "cardNetwork" text,
      "cardFunding" text, "cardIssuer" text, "issuerKey" text, "onBehalfOf" text, "transferDestination" text,
      "transferId" text, "applicationFee" bigint, "createdAt" timestamptz)
    ON CONFLICT (account_id, livemode, id) DO UPDATE SET payment_id = excluded.payment_id, customer_id = excluded.customer_id,
      amount = excluded.amount, amount_captured = excluded.amount_captured, amount_refunded = excluded.amount_refunded,
      currency = excluded.currency, status = excluded.status, captured = excluded.captured, disputed = excluded.disputed,
      payment_method_type = excluded.payment_method_type, card_brand = excluded.card_brand, last4 = excluded.last4,
      card_fingerprint = excluded.card_fingerprint, card_country = excluded.card_country,
      card_exp_month = excluded.card_exp_month, card_exp_year = excluded.card_exp_year, outcome_type = excluded.outcome_type,
      network_status = excluded.network_status, seller_message = excluded.seller_message, advice_code = excluded.advice_code,
      risk_level = excluded.risk_level, risk_score = excluded.risk_score, failure_code = excluded.failure_code,
      decline_code = excluded.decline_code, network_decline_code = excluded.network_decline_code,
      network_advice_code = excluded.network_advice_code, payment_method_id = excluded.payment_method_id,
      capture_before = excluded.capture_before, card_network = excluded.card_network, card_funding = excluded.card_funding,
      card_issuer = excluded.card_issuer, issuer_key = excluded.issuer_key, on_behalf_of = excluded.on_behalf_of,
      transfer_destination = excluded.transfer_destination, transfer_id = excluded.transfer_id,
      application_fee = excluded.application_fee,
      balance_transaction_id = coalesce(excluded.balance_transaction_id, charge.balance_transaction_id)`;
  // What is refunded and held belongs to the refunds: here only what was captured.
  await tx.$executeRaw`
    INSERT INTO charge_guard (account_id, livemode, charge_id, captured, refunded, held)
    SELECT ${scope.accountId}, ${scope.livemode}, r.id, r."amountCaptured", 0, 0
    FROM jsonb_to_recordset(${json}::jsonb) AS r(id text, "amountCaptured" bigint)
    ON CONFLICT (account_id, livemode, charge_id) DO UPDATE SET captured = excluded.captured
    WHERE charge_guard.captured <> excluded.captured`;
  const condition = Prisma.sql`p.latest_charge_id = ANY(${rows.map(({ id }) => id)})`;
  await refreshFromCharges(tx, scope, condition, rows);
}

/**
 * Copies the figures of the latest charge to its payment. The billing e-mail comes with the charge that is projected now
 * or stands in the charge's last known state, so that the order of the two projections makes no difference.
 */
async function refreshFromCharges(
  tx: Transaction,
  scope: AccountScope,
  which: Prisma.Sql,
  charges: readonly Pick<ChargeRow, "id" | "billingEmail">[],
): Promise<void> {
  const billing = JSON.stringify(
    charges.map(({ id, billingEmail }) => ({ id, email: billingEmail })),
  );
  await tx.$executeRaw`
    UPDATE payment p SET amount_captured = c.amount_captured, amount_refunded = c.amount_refunded, disputed = c.disputed,
      payment_method_type = coalesce(c.payment_method_type, p.payment_method_type),
      card_brand = coalesce(c.card_brand, p.card_brand), last4 = coalesce(c.last4, p.last4),
      risk_level = c.risk_level, risk_score = c.risk_score, capture_before = c.capture_before,
      email = coalesce(b.email, lower(h.doc #>> '{billing_details,email}'), p.email)
    FROM charge c
    LEFT JOIN jsonb_to_recordset(${billing}::jsonb) AS b(id text, email text) ON b.id = c.id
    LEFT JOIN object_head h ON h.account_id = c.account_id AND h.livemode = c.livemode AND h.object_type = 'charge'
      AND h.object_id = c.id
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND ${which}
      AND c.account_id = p.account_id AND c.livemode = p.livemode AND c.id = p.latest_charge_id`;
}

/** Which of these charges have a refund that we know of. */
export async function findRefundedCharges(
  tx: Transaction,
  scope: AccountScope,
  chargeIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT charge_id AS id FROM refund
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND charge_id = ANY(${[...chargeIds]})
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}
