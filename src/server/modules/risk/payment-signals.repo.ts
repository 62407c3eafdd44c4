import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { BandOutcomes } from "./payment-risk.ts";
import { bandOf, type RiskBand, riskBands } from "./risk-band.ts";

/** A payment that money has come in for, with what its last attempt says. Amounts in minor units. */
export interface RatedPayment {
  readonly id: string;
  readonly customerId: string | null;
  readonly amount: bigint;
  readonly atRisk: bigint;
  readonly currency: string;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly methodType: string | null;
  readonly cardFingerprint: string | null;
  readonly riskLevel: string | null;
  readonly riskScore: number | null;
  readonly createdAt: Date;
  /** Of the last attempt: windows end here, so that looking again later finds the same. */
  readonly attemptAt: Date;
}

/** The payment if it is not too old and there is anything to protect: paid or authorised, not wholly refunded, not disputed. Null otherwise. */
export async function findRatedPayment(
  db: Database,
  scope: AccountScope,
  wanted: { readonly paymentId: string; readonly since: Date },
): Promise<RatedPayment | null> {
  const rows = await db.prisma.$queryRaw<RatedPayment[]>`
    select p.id, p.customer_id as "customerId", p.amount, p.amount - p.amount_refunded as "atRisk", p.currency,
      coalesce(c.card_brand, p.card_brand) as "cardBrand", coalesce(c.last4, p.last4) as last4,
      coalesce(c.payment_method_type, p.payment_method_type) as "methodType", c.card_fingerprint as "cardFingerprint",
      coalesce(c.risk_level, p.risk_level) as "riskLevel", coalesce(c.risk_score, p.risk_score) as "riskScore",
      p.created_at as "createdAt", coalesce(c.created_at, p.created_at) as "attemptAt"
    from payment p
    left join charge c on c.account_id = p.account_id and c.livemode = p.livemode and c.id = p.latest_charge_id
    where p.account_id = ${scope.accountId} and p.livemode = ${scope.livemode} and p.id = ${wanted.paymentId}
      and p.created_at >= ${wanted.since}
      and p.status in ('succeeded', 'requires_capture') and not p.disputed and p.amount > p.amount_refunded`;
  return rows[0] ?? null;
}

/**
 * Payments since `since` that Stripe rates above normal or whose card or customer was unusually busy, newest first: a
 * cheap first look that may name too many.
 */
export async function findCandidates(
  db: Database,
  scope: AccountScope,
  since: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    with recent as (
      select payment_id, card_fingerprint, customer_id, status, risk_level, risk_score from charge
      where account_id = ${scope.accountId} and livemode = ${scope.livemode} and created_at >= ${since}
    ), busy_card as (
      select card_fingerprint from recent where card_fingerprint is not null group by 1
      having count(*) >= 4 or count(*) filter (where status = 'failed') >= 3 or count(distinct customer_id) >= 2
    ), busy_customer as (
      select customer_id from recent where customer_id is not null group by 1
      having count(distinct card_fingerprint) >= 3 or count(*) filter (where status = 'failed') >= 3
    )
    select p.id from payment p
    where p.account_id = ${scope.accountId} and p.livemode = ${scope.livemode} and p.created_at >= ${since}
      and p.status in ('succeeded', 'requires_capture') and not p.disputed and p.amount > p.amount_refunded
      and exists (select 1 from recent r where r.payment_id = p.id and (
        r.risk_level in ('elevated', 'highest') or r.risk_score >= 65
        or r.card_fingerprint in (select card_fingerprint from busy_card)
        or r.customer_id in (select customer_id from busy_customer)))
    order by p.created_at desc, p.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/**
 * Outcomes by band over payments between the two moments: disputed, or refunded as fraudulent. An ordinary refund says
 * nothing about fraud, and younger payments than `to` may still be disputed.
 */
export async function readBandOutcomes(
  db: Database,
  scope: AccountScope,
  period: { from: Date; to: Date },
): Promise<ReadonlyMap<RiskBand, BandOutcomes>> {
  const rows = await db.prisma.$queryRaw<
    { level: string | null; score: number | null; payments: number; bad: number }[]
  >`
    select p.risk_level as level, case when p.risk_level is null then p.risk_score end as score,
      count(*)::int as payments,
      (count(*) filter (where p.disputed or exists (
        select 1 from refund r where r.account_id = p.account_id and r.livemode = p.livemode and r.payment_id = p.id
          and r.reason = 'fraudulent' and r.status not in ('failed', 'canceled'))))::int as bad
    from payment p
    where p.account_id = ${scope.accountId} and p.livemode = ${scope.livemode}
      and p.created_at >= ${period.from} and p.created_at < ${period.to} and p.amount_captured > 0
    group by 1, 2`;
  const outcomes = new Map(riskBands.map((band) => [band, { payments: 0, bad: 0 }]));
  for (const row of rows) {
    const band = bandOf(row.level, row.score);
    const sum = outcomes.get(band) ?? { payments: 0, bad: 0 };
    outcomes.set(band, { payments: sum.payments + row.payments, bad: sum.bad + row.bad });
  }
  return outcomes;
}
