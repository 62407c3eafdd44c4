import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { SegmentTotal } from "./accounts.repo.ts";

/** What opening balances brought into the mirror of Stripe's balance, by currency and `balance_type.status`. */
export async function sumOpenings(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<SegmentTotal[]> {
  return db.prisma.$queryRaw<SegmentTotal[]>`
    SELECT a.currency, substr(a.code, 10) AS segment, sum(e.amount)::bigint AS total
    FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND j.key LIKE 'opening:%'
      AND j.kind = 'OPENING' AND a.code LIKE 'A.stripe.%'
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
