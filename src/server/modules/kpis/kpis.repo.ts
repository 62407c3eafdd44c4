import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Slots } from "./kpi-range.ts";

/** Attempts, declines, captured volume and refunds of one slot; `slot` is negative for the stretch before. */
export interface SlotRow {
  readonly slot: number;
  readonly attempts: number;
  readonly declined: number;
  readonly intents: number;
  readonly paid: number;
  readonly volume: bigint;
  readonly refunds: bigint;
}

/**
 * One row a slot over the range and the stretch before it. An attempt is a charge; a declined one is a charge that the
 * issuer or Stripe refused. Volume and refunds are in minor units of `currency`; other currencies are left out.
 */
export function readSlots(
  db: Database,
  scope: AccountScope,
  slots: Slots,
  currency: string,
): Promise<SlotRow[]> {
  const { accountId, livemode } = scope;
  const seconds = slots.slotMs / 1_000;
  return db.prisma.$queryRaw<SlotRow[]>`
    with attempt as (
      select floor(extract(epoch from created_at - ${slots.from}::timestamptz) / ${seconds})::int as slot,
        count(*)::int as attempts,
        count(*) filter (where status = 'failed')::int as declined,
        count(distinct payment_id)::int as intents,
        count(distinct payment_id) filter (where status = 'succeeded')::int as paid,
        coalesce(sum(amount_captured) filter (where status = 'succeeded' and currency = ${currency}), 0)::bigint as volume
      from charge
      where account_id = ${accountId} and livemode = ${livemode}
        and created_at >= ${slots.previousFrom} and created_at < ${slots.to}
      group by 1
    ), returned as (
      select floor(extract(epoch from created_at - ${slots.from}::timestamptz) / ${seconds})::int as slot,
        sum(amount)::bigint as refunds
      from refund
      where account_id = ${accountId} and livemode = ${livemode} and currency = ${currency}
        and status in ('succeeded', 'pending', 'requires_action')
        and created_at >= ${slots.previousFrom} and created_at < ${slots.to}
      group by 1
    )
    select coalesce(a.slot, r.slot) as slot, coalesce(a.attempts, 0) as attempts, coalesce(a.declined, 0) as declined,
      coalesce(a.intents, 0) as intents, coalesce(a.paid, 0) as paid,
      coalesce(a.volume, 0)::bigint as volume, coalesce(r.refunds, 0)::bigint as refunds
    from attempt a full join returned r using (slot)
    order by slot`;
}

export interface MethodRow {
  readonly methodType: string;
  readonly attempts: number;
  readonly declined: number;
  readonly volume: bigint;
}

/** Attempts, declines and captured volume by payment method type over the range. */
export function readMethods(
  db: Database,
  scope: AccountScope,
  slots: Slots,
  currency: string,
): Promise<MethodRow[]> {
  return db.prisma.$queryRaw<MethodRow[]>`
    select coalesce(payment_method_type, 'unknown') as "methodType", count(*)::int as attempts,
      count(*) filter (where status = 'failed')::int as declined,
      coalesce(sum(amount_captured) filter (where status = 'succeeded' and currency = ${currency}), 0)::bigint as volume
    from charge
    where account_id = ${scope.accountId} and livemode = ${scope.livemode}
      and created_at >= ${slots.from} and created_at < ${slots.to}
    group by 1 order by attempts desc, 1`;
}

export interface SettlementRow {
  readonly methodType: string | null;
  readonly previous: boolean;
  readonly sample: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/** Time from a charge to the day its money is available, by method and over all methods (`methodType` null). */
export function readSettlement(
  db: Database,
  scope: AccountScope,
  slots: Slots,
): Promise<SettlementRow[]> {
  return db.prisma.$queryRaw<SettlementRow[]>`
    with settled as (
      select coalesce(c.payment_method_type, 'unknown') as method, b.created_at < ${slots.from} as previous,
        extract(epoch from b.available_on - b.created_at) * 1000 as ms
      from balance_transaction b
      join charge c on c.account_id = b.account_id and c.livemode = b.livemode and c.id = b.source_id
      where b.account_id = ${scope.accountId} and b.livemode = ${scope.livemode} and b.type in ('charge', 'payment')
        and b.created_at >= ${slots.previousFrom} and b.created_at < ${slots.to}
    )
    select method as "methodType", previous, count(*)::int as sample,
      percentile_disc(0.5) within group (order by ms)::float8 as "p50Ms",
      percentile_disc(0.9) within group (order by ms)::float8 as "p90Ms"
    from settled group by grouping sets ((method, previous), (previous))`;
}

export interface LatencyRow {
  readonly upToMs: number;
  readonly count: number;
}

/** Upper bounds of the latency histogram in milliseconds; the last one takes the rest. */
const LATENCY_BOUNDS = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000];

/** How long webhooks took from received to applied, in real time, as a histogram. */
export function readWebhookLatency(
  db: Database,
  scope: AccountScope,
  since: Date,
): Promise<LatencyRow[]> {
  return db.prisma.$queryRaw<LatencyRow[]>`
    with bound as (select unnest(${LATENCY_BOUNDS}::int[]) as up_to),
    measured as (
      select least(extract(epoch from done_at - received_at) * 1000, 60000) as ms
      from webhook_event
      where account_id = ${scope.accountId} and livemode = ${scope.livemode} and received_at >= ${since}
        and status in ('done', 'superseded')
    )
    select up_to as "upToMs", (select count(*)::int from measured
      where ms <= up_to and ms > coalesce((select max(b.up_to) from bound b where b.up_to < bound.up_to), -1)) as count
    from bound order by up_to`;
}

export interface LatencyPercentile {
  readonly previous: boolean;
  readonly p95Ms: number | null;
  readonly sample: number;
}

/** The 95th percentile of received to applied, for the range and the stretch before it. */
export function readLatencyPercentiles(
  db: Database,
  scope: AccountScope,
  since: Date,
  previousSince: Date,
): Promise<LatencyPercentile[]> {
  return db.prisma.$queryRaw<LatencyPercentile[]>`
    select received_at < ${since} as previous, count(*)::int as sample,
      percentile_disc(0.95) within group (order by extract(epoch from done_at - received_at) * 1000)::float8 as "p95Ms"
    from webhook_event
    where account_id = ${scope.accountId} and livemode = ${scope.livemode} and received_at >= ${previousSince}
      and status in ('done', 'superseded')
    group by 1`;
}
