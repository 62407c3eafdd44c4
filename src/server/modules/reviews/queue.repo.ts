import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";
import type { CaseRow } from "./cases.repo.ts";

/** Rows of one view: the most a person can look through; the rest is counted. */
const LIST_LIMIT = 100;

/** Who takes a case, and until when it is theirs. `now` is business time, `realNow` and `leaseUntil` are real. */
export interface Claim {
  readonly personId: string;
  /** Cases below this suspicion come first; null takes all alike. */
  readonly scoreLimitBp: number | null;
  readonly now: Date;
  readonly realNow: Date;
  readonly leaseUntil: Date;
}

/**
 * Takes the first case of the queue that nobody holds, in one statement: two people asking at once step over each
 * other's row. Overdue cases come first, so that none starves; then the expected loss. Out: its id, or null.
 */
export async function claimNext(
  tx: Transaction,
  scope: AccountScope,
  claim: Claim,
): Promise<string | null> {
  const limit = claim.scoreLimitBp;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update review_case set claimed_by = ${claim.personId}::uuid, claimed_at = ${claim.now},
      lease_until = ${claim.leaseUntil}, version = version + 1
    where id = (
      select id from review_case
      where account_id = ${scope.accountId} and livemode = ${scope.livemode} and state = 'open'
        and (lease_until is null or lease_until <= ${claim.realNow})
      order by (${limit}::int is null or (suggestion->>'scoreBp')::int < ${limit}::int) desc,
        due_at <= ${claim.now} desc, priority desc, due_at, id
      for update skip locked limit 1
    )
    returning id`;
  return rows[0]?.id ?? null;
}

/**
 * Takes one case if nobody else holds it. Who holds it already keeps its version and only lengthens the lease, so that
 * a second window of theirs takes nothing away. Out: whether it is theirs now, and whether that is new.
 */
export async function claimOne(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  claim: Claim,
): Promise<"new" | "kept" | null> {
  const rows = await tx.$queryRaw<{ kept: boolean }[]>`
    update review_case c set claimed_by = ${claim.personId}::uuid, lease_until = ${claim.leaseUntil},
      claimed_at = case when held.kept then c.claimed_at else ${claim.now}::timestamptz end,
      version = c.version + case when held.kept then 0 else 1 end
    from (
      select id, coalesce(claimed_by = ${claim.personId}::uuid and lease_until > ${claim.realNow}, false) as kept
      from review_case
      where account_id = ${scope.accountId} and livemode = ${scope.livemode} and id = ${id}::uuid and state <> 'closed'
        and (claimed_by = ${claim.personId}::uuid or lease_until is null or lease_until <= ${claim.realNow})
      for update
    ) held
    where c.id = held.id returning held.kept`;
  const row = rows[0];
  if (!row) return null;
  return row.kept ? "kept" : "new";
}

export type QueueView = "queue" | "mine" | "escalated" | "closed";

const IN_ORDER = {
  orderBy: [{ priority: "desc" }, { dueAt: "asc" }, { id: "asc" }],
  take: LIST_LIMIT,
} satisfies Prisma.ReviewCaseFindManyArgs;

/** The cases of a view: work in the order in which it is handed out, closed ones newest first. */
export async function findCases(
  tx: Transaction,
  scope: AccountScope,
  view: QueueView,
  reader: { personId: string; now: Date; realNow: Date },
): Promise<CaseRow[]> {
  switch (view) {
    case "queue": {
      const where = { ...scope, state: "open" } as const;
      const overdue = await tx.reviewCase.findMany({
        where: { ...where, dueAt: { lte: reader.now } },
        ...IN_ORDER,
      });
      const rest = await tx.reviewCase.findMany({
        where: { ...where, dueAt: { gt: reader.now } },
        ...IN_ORDER,
      });
      return [...overdue, ...rest].slice(0, LIST_LIMIT);
    }
    case "mine":
      return await tx.reviewCase.findMany({
        where: {
          ...scope,
          state: { not: "closed" },
          claimedBy: reader.personId,
          leaseUntil: { gt: reader.realNow },
        },
        ...IN_ORDER,
      });
    case "escalated":
      return await tx.reviewCase.findMany({ where: { ...scope, state: "escalated" }, ...IN_ORDER });
    case "closed":
      return await tx.reviewCase.findMany({
        where: { ...scope, state: "closed" },
        orderBy: [{ closedAt: "desc" }, { id: "desc" }],
        take: LIST_LIMIT,
      });
  }
}

export interface QueueSummary {
  readonly waiting: number;
  readonly decidedToday: number;
  readonly medianHandlingMs: number | null;
}

/**
 * Open cases that nobody holds; the team's standing decisions of the reader's day; and the median time from taking a
 * case to deciding it, over the same decisions.
 */
export async function readSummary(
  tx: Transaction,
  scope: AccountScope,
  reader: { personId: string; now: Date; realNow: Date },
): Promise<QueueSummary> {
  const rows = await tx.$queryRaw<QueueSummary[]>`
    with today as (
      select extract(epoch from d.created_at - r.claimed_at) * 1000 as ms
      from case_decision d join review_case r on r.id = d.case_id
      where r.account_id = ${scope.accountId} and r.livemode = ${scope.livemode} and d.undone_at is null
        and d.created_at >= date_trunc('day', ${reader.now}::timestamptz,
          coalesce((select time_zone from person where id = ${reader.personId}::uuid), 'UTC'))
    )
    select
      (select count(*)::int from review_case where account_id = ${scope.accountId} and livemode = ${scope.livemode}
        and state = 'open' and (lease_until is null or lease_until <= ${reader.realNow})) as waiting,
      count(*)::int as "decidedToday",
      round(percentile_disc(0.5) within group (order by ms) filter (where ms >= 0))::int as "medianHandlingMs"
    from today`;
  const row = rows[0];
  if (!row) throw new Error("an aggregate query returned no row");
  return row;
}
