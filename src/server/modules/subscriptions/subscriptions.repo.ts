import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma, type Subscription } from "#server/platform/db/generated/client.ts";

/** A customer has few; what is beyond is not shown. */
const MOST_OF_A_CUSTOMER = 100;

/** A subscription as stored, with the method that pays it: its own, else the customer's default. */
export type SubscriptionRecord = Subscription & {
  readonly payerId: string | null;
  readonly payerType: string | null;
  readonly payerBrand: string | null;
  readonly payerLast4: string | null;
};

const SELECT = Prisma.sql`
  SELECT s.id, s.customer_id AS "customerId", s.status, s.description, s.currency, s.amount, s."interval",
    s.interval_count AS "intervalCount", s.items, s.current_period_start AS "currentPeriodStart",
    s.current_period_end AS "currentPeriodEnd", s.cancel_at_period_end AS "cancelAtPeriodEnd", s.cancel_at AS "cancelAt",
    s.canceled_at AS "canceledAt", s.ended_at AS "endedAt", s.trial_end AS "trialEnd", s.pause_behavior AS "pauseBehavior",
    s.pause_resumes_at AS "pauseResumesAt", s.collection_method AS "collectionMethod",
    s.default_payment_method_id AS "defaultPaymentMethodId", s.latest_invoice_id AS "latestInvoiceId",
    s.created_at AS "createdAt", coalesce(s.default_payment_method_id, c.default_payment_method_id) AS "payerId",
    m.type AS "payerType", m.card_brand AS "payerBrand", m.last4 AS "payerLast4"
  FROM subscription s
  LEFT JOIN customer c ON (c.account_id, c.livemode, c.id) = (s.account_id, s.livemode, s.customer_id)
  LEFT JOIN payment_method m ON (m.account_id, m.livemode) = (s.account_id, s.livemode)
    AND m.id = coalesce(s.default_payment_method_id, c.default_payment_method_id)`;

/** The subscriptions of a customer: those that go on first, then by creation, newest first. */
export async function findSubscriptionsOf(
  db: Pick<Database, "prisma">,
  { accountId, livemode }: AccountScope,
  customerId: string,
): Promise<SubscriptionRecord[]> {
  return db.prisma.$queryRaw<SubscriptionRecord[]>`
    ${SELECT} WHERE s.account_id = ${accountId} AND s.livemode = ${livemode} AND s.customer_id = ${customerId}
    ORDER BY s.ended_at IS NOT NULL, s.created_at DESC, s.id DESC LIMIT ${MOST_OF_A_CUSTOMER}`;
}

/** One subscription, or null. */
export async function findSubscription(
  db: Pick<Database, "prisma">,
  { accountId, livemode }: AccountScope,
  id: string,
): Promise<SubscriptionRecord | null> {
  const rows = await db.prisma.$queryRaw<SubscriptionRecord[]>`
    ${SELECT} WHERE s.account_id = ${accountId} AND s.livemode = ${livemode} AND s.id = ${id}`;
  return rows[0] ?? null;
}
