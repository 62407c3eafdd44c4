import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { RETRY_KIND } from "./retry-facts.ts";

/** A payment as a retry looks at it. */
export interface RetryPayment {
  readonly id: string;
  readonly customerId: string | null;
  /** Minor units of `currency`. */
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly createdAt: Date;
}

/** The payment, or null. */
export async function findRetryPayment(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<RetryPayment | null> {
  return await tx.payment.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: {
      id: true,
      customerId: true,
      amount: true,
      currency: true,
      status: true,
      createdAt: true,
    },
  });
}

/** Another retry of the payment that is not over, or null. */
export async function findOpenRetry(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
  exceptId: string | null,
): Promise<{ id: string } | null> {
  return await tx.command.findFirst({
    where: {
      ...scope,
      kind: RETRY_KIND,
      targetId: paymentId,
      state: {
        in: ["pending_approval", "held", "executing", "unknown", "needs_human", "accepted"],
      },
      ...(exceptId === null ? {} : { id: { not: exceptId } }),
    },
    select: { id: true },
  });
}

/** The invoice that a payment is to pay, as a retry looks at it. */
export interface DueInvoice {
  readonly id: string;
  /** When Stripe tries it again by itself. */
  readonly nextPaymentAttemptAt: Date | null;
}

/** The invoice that a payment is to pay, or paid; null where it pays none. */
export async function findDueInvoice(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
): Promise<DueInvoice | null> {
  const link = await tx.invoicePayment.findFirst({
    where: { ...scope, paymentId },
    orderBy: { createdAt: "desc" },
    select: { invoiceId: true },
  });
  if (link === null) return null;
  return await tx.invoice.findUnique({
    where: { accountId_livemode_id: { ...scope, id: link.invoiceId } },
    select: { id: true, nextPaymentAttemptAt: true },
  });
}

/** An attempt. */
export interface TriedCharge {
  readonly id: string;
  readonly at: Date;
  readonly status: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly methodId: string | null;
  readonly type: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly fingerprint: string | null;
  readonly country: string | null;
  readonly issuer: string | null;
  readonly declineCode: string | null;
  readonly failureCode: string | null;
  readonly adviceCode: string | null;
  readonly outcomeType: string | null;
  readonly networkDeclineCode: string | null;
  readonly networkAdviceCode: string | null;
}

const COLUMNS = Prisma.sql`c.id, c.created_at AS at, c.status, c.amount, c.currency, c.payment_method_id AS "methodId",
  c.payment_method_type AS type, c.card_brand AS brand, c.last4, c.card_fingerprint AS fingerprint, c.card_country AS country,
  c.issuer_key AS issuer, c.decline_code AS "declineCode", c.failure_code AS "failureCode", c.advice_code AS "adviceCode",
  c.outcome_type AS "outcomeType", c.network_decline_code AS "networkDeclineCode",
  c.network_advice_code AS "networkAdviceCode"`;

/** The issuer's reason, else Stripe's, else null. */
export function codeOf(
  charge: Pick<TriedCharge, "declineCode" | "failureCode"> | null,
): string | null {
  return charge?.declineCode ?? charge?.failureCode ?? null;
}

/** The newest attempt of a payment, or null when it was never tried. */
export async function findLastAttempt(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
): Promise<TriedCharge | null> {
  const [row] = await tx.$queryRaw<TriedCharge[]>`
    SELECT ${COLUMNS} FROM charge c
    WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode} AND c.payment_id = ${paymentId}
    ORDER BY c.created_at DESC, c.id DESC LIMIT 1`;
  return row ?? null;
}

/** A method on file. */
export interface SavedMethod {
  readonly id: string;
  readonly customerId: string | null;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  readonly fingerprint: string | null;
  readonly country: string | null;
  readonly isDefault: boolean;
}

/** Customers have few methods; the bound is for abuse. */
const MAX_METHODS = 20;

/** The methods a customer left with us, the default one first, then the newest. */
export async function findSavedMethods(
  tx: Transaction,
  scope: AccountScope,
  customerId: string,
): Promise<SavedMethod[]> {
  return await tx.$queryRaw<SavedMethod[]>`
    SELECT m.id, m.customer_id AS "customerId", m.type, m.card_brand AS brand, m.last4, m.card_exp_month AS "expMonth",
      m.card_exp_year AS "expYear", m.card_fingerprint AS fingerprint, m.card_country AS country,
      coalesce(c.default_payment_method_id = m.id, false) AS "isDefault"
    FROM payment_method m LEFT JOIN customer c ON c.account_id = m.account_id AND c.livemode = m.livemode
      AND c.id = m.customer_id
    WHERE m.account_id = ${scope.accountId} AND m.livemode = ${scope.livemode} AND m.customer_id = ${customerId}
    ORDER BY 10 DESC, m.created_at DESC, m.id LIMIT ${MAX_METHODS}`;
}

/** More attempts than any network's limit counts. */
const MAX_TRIES = 60;

/**
 * The newest attempts with each of these cards, whoever paid with them, and with the other methods by their id among the
 * attempts of the customer; newest first.
 */
export async function findTries(
  tx: Transaction,
  scope: AccountScope,
  customerId: string,
  methods: readonly SavedMethod[],
): Promise<(TriedCharge & { readonly savedId: string })[]> {
  const wanted = JSON.stringify(methods.map(({ id, fingerprint }) => ({ id, fingerprint })));
  return await tx.$queryRaw<(TriedCharge & { savedId: string })[]>`
    WITH method AS (SELECT * FROM jsonb_to_recordset(${wanted}::jsonb) AS m(id text, fingerprint text)),
    tried AS (
      SELECT m.id AS saved_id, c.* FROM method m CROSS JOIN LATERAL (
        SELECT * FROM charge c WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode}
          AND c.card_fingerprint = m.fingerprint ORDER BY c.created_at DESC LIMIT ${MAX_TRIES}) c
      UNION ALL
      SELECT m.id, c.* FROM method m JOIN (
        SELECT * FROM charge c WHERE c.account_id = ${scope.accountId} AND c.livemode = ${scope.livemode}
          AND c.customer_id = ${customerId} ORDER BY c.created_at DESC LIMIT ${MAX_TRIES}) c
      ON m.fingerprint IS NULL AND c.payment_method_id = m.id)
    SELECT saved_id AS "savedId", ${COLUMNS} FROM tried c ORDER BY c.created_at DESC, c.id DESC`;
}
