import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** A method that a customer has on file, or was seen to pay with, and how its last attempt ended. */
export interface MethodRecord {
  readonly id: string;
  readonly type: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly cardCountry: string | null;
  readonly cardExpMonth: number | null;
  readonly cardExpYear: number | null;
  /** Null where it was only seen in payments. */
  readonly onFileSince: Date | null;
  readonly triedAt: Date | null;
  readonly failed: boolean | null;
  readonly declineCode: string | null;
  readonly paymentId: string | null;
}

/**
 * The methods of a customer: those on file first, then by last use; at most `limit`. One that was only seen in payments is
 * left out where it is known to have been detached.
 */
export async function findMethods(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
  limit: number,
): Promise<MethodRecord[]> {
  return db.prisma.$queryRaw<MethodRecord[]>`
    WITH tried AS (SELECT DISTINCT ON (payment_method_id) * FROM charge
        WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND customer_id = ${customerId}
          AND payment_method_id IS NOT NULL ORDER BY payment_method_id, created_at DESC, id DESC),
      kept AS (SELECT * FROM payment_method m
        WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND (customer_id = ${customerId}
          OR id IN (SELECT payment_method_id FROM tried)))
    SELECT coalesce(kept.id, tried.payment_method_id) AS id, coalesce(kept.type, tried.payment_method_type) AS type,
      coalesce(kept.card_brand, tried.card_brand) AS "cardBrand", coalesce(kept.last4, tried.last4) AS last4,
      coalesce(kept.card_country, tried.card_country) AS "cardCountry",
      coalesce(kept.card_exp_month, tried.card_exp_month) AS "cardExpMonth",
      coalesce(kept.card_exp_year, tried.card_exp_year) AS "cardExpYear", kept.created_at AS "onFileSince",
      tried.created_at AS "triedAt", tried.status = 'failed' AS failed,
      coalesce(tried.decline_code, tried.failure_code) AS "declineCode", tried.payment_id AS "paymentId"
    FROM kept FULL JOIN tried ON tried.payment_method_id = kept.id
    WHERE kept.id IS NULL OR kept.customer_id = ${customerId}
    ORDER BY kept.id IS NULL, tried.created_at DESC NULLS LAST, 1 LIMIT ${limit}`;
}

/** Where Stripe looks for the method to charge, of something that goes on being charged. */
export interface ChargedNext {
  readonly as: "invoice" | "subscription";
  readonly id: string;
  readonly methodId: string | null;
  /** Of an invoice: the subscription it is of. */
  readonly subscriptionId: string | null;
}

/** What of a customer Stripe goes on collecting by itself: open invoices and live subscriptions; at most `limit`. */
export async function findChargedNext(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  customerId: string,
  limit: number,
): Promise<ChargedNext[]> {
  return db.prisma.$queryRaw<ChargedNext[]>`
    (SELECT 'invoice' AS as, id, default_payment_method_id AS "methodId", subscription_id AS "subscriptionId" FROM invoice
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND customer_id = ${customerId}
        AND status IN ('draft', 'open') AND collection_method = 'charge_automatically'
      ORDER BY created_at DESC, id LIMIT ${limit})
    UNION ALL
    (SELECT 'subscription', id, default_payment_method_id, NULL FROM subscription
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND customer_id = ${customerId}
        AND status IN ('active', 'trialing', 'past_due', 'unpaid', 'incomplete', 'paused')
        AND collection_method = 'charge_automatically'
      ORDER BY created_at DESC, id LIMIT ${limit})`;
}
