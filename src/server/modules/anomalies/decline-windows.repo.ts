import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** One window of one combination of method, issuer country and brand; sums in minor units of the base currency. */
export interface WindowRow {
  /** Windows back from the end of the present one, which is 0. */
  readonly index: number;
  readonly method: string;
  readonly country: string | null;
  readonly brand: string | null;
  readonly attempts: number;
  readonly declined: number;
  readonly charges: number;
  readonly refusedCharges: number;
  readonly baseAmount: bigint;
  readonly basePayments: number;
}

/**
 * Payments attempted in each window of `windowMs` back from `to`, and those of them that were declined: all their
 * attempts in the window failed. Counting payments keeps one customer's dozen retries from looking like an outage;
 * the attempts are counted beside them.
 */
export function readWindows(
  db: Database,
  scope: AccountScope,
  period: { to: Date; windowMs: number; windows: number },
): Promise<WindowRow[]> {
  const from = new Date(period.to.getTime() - period.windows * period.windowMs);
  const seconds = period.windowMs / 1_000;
  return db.prisma.$queryRaw<WindowRow[]>`
    with attempted as (
      select floor(extract(epoch from ${period.to}::timestamptz - created_at) / ${seconds})::int as index,
        coalesce(payment_method_type, 'unknown') as method, card_country as country, card_brand as brand,
        coalesce(payment_id, id) as payment, currency, max(amount) as amount, count(*)::int as charges,
        (count(*) filter (where status = 'failed'))::int as refused
      from charge
      where account_id = ${scope.accountId} and livemode = ${scope.livemode}
        and created_at > ${from} and created_at <= ${period.to}
      group by 1, 2, 3, 4, 5, 6
    )
    select a.index, a.method, a.country, a.brand, count(*)::int as attempts,
      (count(*) filter (where a.refused = a.charges))::int as declined,
      sum(a.charges)::int as charges, sum(a.refused)::int as "refusedCharges",
      coalesce(sum(a.amount) filter (where a.currency = s.base_currency), 0)::bigint as "baseAmount",
      (count(*) filter (where a.currency = s.base_currency))::int as "basePayments"
    from attempted a
    left join stripe_account s on s.account_id = ${scope.accountId} and s.livemode = ${scope.livemode}
    group by 1, 2, 3, 4`;
}

/** How long the oldest waiting work of the inbox has waited, in milliseconds of real time; 0 when none waits. */
export async function readIngestLag(
  db: Database,
  scope: AccountScope,
  realNow: Date,
): Promise<number> {
  const oldest = await db.prisma.webhookEvent.findFirst({
    where: { ...scope, status: "received" },
    orderBy: { receivedAt: "asc" },
    select: { receivedAt: true },
  });
  return oldest === null ? 0 : realNow.getTime() - oldest.receivedAt.getTime();
}
