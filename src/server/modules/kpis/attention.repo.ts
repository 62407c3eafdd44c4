import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** Counts of work that waits, over the whole account. */
export interface AttentionRow {
  readonly cases: number;
  readonly approvals: number;
  readonly unknownCommands: number;
  readonly parkedEvents: number;
  readonly drift: bigint | null;
}

/** What waits now; `approvals` counts those that `personId` did not ask for. */
export async function readAttention(
  db: Database,
  scope: AccountScope,
  personId: string,
): Promise<AttentionRow> {
  const { accountId, livemode } = scope;
  const rows = await db.prisma.$queryRaw<AttentionRow[]>`
    select
      (select count(*)::int from review_case
        where account_id = ${accountId} and livemode = ${livemode} and state <> 'closed') as cases,
      (select count(*)::int from command where account_id = ${accountId} and livemode = ${livemode}
        and state = 'pending_approval' and requester_id <> ${personId}::uuid) as approvals,
      (select count(*)::int from command where account_id = ${accountId} and livemode = ${livemode}
        and state in ('unknown', 'needs_human')) as "unknownCommands",
      (select count(*)::int from webhook_event where account_id = ${accountId} and livemode = ${livemode}
        and status in ('parked', 'dead')) as "parkedEvents",
      (select sum(abs(drift))::bigint from (
        select distinct on (currency) drift from balance_reading
        where account_id = ${accountId} and livemode = ${livemode} and drift is not null
        order by currency, read_at desc) newest) as drift`;
  const row = rows[0];
  if (!row) throw new Error("an aggregate query returned no row");
  return row;
}

export interface OwnRow {
  readonly refundsToday: number;
  readonly refundedBase: bigint;
  readonly casesDecided: number;
}

/** What one person did since `since`; refunds count in the base currency unless they were undone or refused. */
export async function readOwnFigures(
  db: Database,
  scope: AccountScope,
  personId: string,
  since: Date,
): Promise<OwnRow> {
  const { accountId, livemode } = scope;
  const rows = await db.prisma.$queryRaw<OwnRow[]>`
    select
      count(*)::int as "refundsToday",
      coalesce(sum(amount_base), 0)::bigint as "refundedBase",
      (select count(*)::int from case_decision d join review_case r on r.id = d.case_id
        where r.account_id = ${accountId} and r.livemode = ${livemode} and d.decided_by = ${personId}::uuid
          and d.created_at >= ${since} and d.undone_at is null) as "casesDecided"
    from command
    where account_id = ${accountId} and livemode = ${livemode} and kind = 'refund'
      and requester_id = ${personId}::uuid and created_at >= ${since}
      and state not in ('cancelled', 'rejected', 'expired', 'failed')`;
  const row = rows[0];
  if (!row) throw new Error("an aggregate query returned no row");
  return row;
}

/** The account's base currency, or null before the first import. */
export async function readBaseCurrency(db: Database, scope: AccountScope): Promise<string | null> {
  const account = await db.prisma.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
    select: { baseCurrency: true },
  });
  return account?.baseCurrency ?? null;
}
