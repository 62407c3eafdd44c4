import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** What stands on one account for one object of Stripe's (debit positive), and by how many journals it came there. */
export interface ObjectSum {
  readonly objectId: string;
  readonly currency: string;
  readonly total: bigint;
  readonly journals: bigint;
}

/** What stands on the account with this code for each of the objects, per currency; also zeros, where there were journals. */
export async function sumByObject(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  code: string,
  objectIds: readonly string[],
): Promise<ObjectSum[]> {
  if (objectIds.length === 0) return [];
  return db.prisma.$queryRaw<ObjectSum[]>`
    SELECT j.object_id AS "objectId", e.currency, sum(e.amount)::bigint AS total, count(DISTINCT j.id) AS journals
    FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
    WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND j.object_id = ANY(${[...objectIds]})
      AND a.code = ${code}
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
