import { type ExportRequest, spanOf } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { Reading } from "./export-source.ts";

/** An account over a span; minor units, debit positive but for `credits`. */
export interface AccountMovement {
  readonly code: string;
  readonly class: string;
  readonly currency: string;
  readonly opening: bigint;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly closing: bigint;
}

/** Every account with what it held before the span, what moved in it, and what it holds after, by date of accounting. */
export async function findMovements(
  { db, scope }: Reading,
  request: ExportRequest,
): Promise<AccountMovement[]> {
  const { since, until } = spanOf(request);
  const ofCurrency =
    request.currency === undefined
      ? Prisma.empty
      : Prisma.sql`AND a.currency = ${request.currency}`;
  return db.prisma.$queryRaw<AccountMovement[]>`
    SELECT a.code, a.class, a.currency, coalesce(s.opening, 0)::bigint AS opening, coalesce(s.debits, 0)::bigint AS debits,
      coalesce(s.credits, 0)::bigint AS credits, coalesce(s.closing, 0)::bigint AS closing
    FROM ledger_account a LEFT JOIN (
      SELECT e.ledger_account_id, sum(e.amount) AS closing,
        sum(e.amount) FILTER (WHERE j.accounting_at < ${since}) AS opening,
        sum(e.amount) FILTER (WHERE j.accounting_at >= ${since} AND e.amount > 0) AS debits,
        -sum(e.amount) FILTER (WHERE j.accounting_at >= ${since} AND e.amount < 0) AS credits
      FROM journal j JOIN entry e ON e.journal_id = j.id
      WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND j.accounting_at < ${until}
      GROUP BY 1) s ON s.ledger_account_id = a.id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} ${ofCurrency}
    ORDER BY a.code, a.currency`;
}
