import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { PageKey } from "./page-cursor.ts";

/** Payouts and lines that may belong together, as a run proposed. */
export interface ProposalRecord {
  readonly id: string;
  readonly method: string;
  readonly confidence: number;
  readonly state: string;
  readonly commandId: string | null;
  readonly currency: string;
  readonly difference: bigint;
  readonly payoutIds: readonly string[];
  readonly bankLineIds: readonly string[];
  readonly createdAt: Date;
}

/** One page of what waits for people, newest first, and one row more where there is a next page. */
export async function findProposals(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { after, limit }: { readonly after: PageKey | null; readonly limit: number },
): Promise<ProposalRecord[]> {
  const isAfter = after
    ? Prisma.sql`AND (created_at, id) < (${after.at}, ${after.id}::uuid)`
    : Prisma.empty;
  return db.prisma.$queryRaw<ProposalRecord[]>`
    SELECT id, method, confidence, state, command_id AS "commandId", currency, difference,
      payout_ids AS "payoutIds", bank_line_ids AS "bankLineIds", created_at AS "createdAt"
    FROM match_proposal
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND state IN ('open', 'requested') ${isAfter}
    ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`;
}

/** The payouts of some proposals. */
export async function findProposedPayouts(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  ids: readonly string[],
) {
  return db.prisma.payout.findMany({
    where: { ...scope, id: { in: [...ids] } },
    select: { id: true, amount: true, currency: true, arrivalAt: true, traceId: true },
  });
}
