import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";
import type { CaseRow } from "./cases.repo.ts";

/** Closed cases of one key that are looked back at: enough for a person who clears the same card day after day. */
const LOOK_BACK = 20;
const BATCH = 100;

/** Lets detectors of one key go one after the other until the transaction ends; people's decisions do not wait for it. */
export async function lockKey(
  tx: Transaction,
  scope: AccountScope,
  dedupeKey: string,
): Promise<void> {
  const name = `case ${scope.accountId} ${scope.livemode} ${dedupeKey}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** The one case of the key that is not closed, locked; null when there is none. */
export async function lockOpenOfKey(
  tx: Transaction,
  scope: AccountScope,
  dedupeKey: string,
): Promise<CaseRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from review_case
    where account_id = ${scope.accountId} and livemode = ${scope.livemode} and dedupe_key = ${dedupeKey} and state <> 'closed'
    for update`;
  const id = rows[0]?.id;
  return id === undefined ? null : await tx.reviewCase.findUnique({ where: { id } });
}

/** The newest closed cases of the key. */
export async function findClosedOfKey(
  tx: Transaction,
  scope: AccountScope,
  dedupeKey: string,
): Promise<CaseRow[]> {
  return await tx.reviewCase.findMany({
    where: { ...scope, dedupeKey, state: "closed" },
    orderBy: { closedAt: "desc" },
    take: LOOK_BACK,
  });
}

/** Opens a case; false when one of the key is open already. */
export async function insertCase(
  tx: Transaction,
  row: Prisma.ReviewCaseCreateManyInput,
): Promise<boolean> {
  const { count } = await tx.reviewCase.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Closed cases whose last standing word is a refund that will not happen, and whose key has no open case. */
export async function findAbandonedRefunds(
  tx: Transaction,
  scope: AccountScope,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select r.id from review_case r
    join lateral (
      select d.command_id from case_decision d where d.case_id = r.id and d.undone_at is null
      order by d.created_at desc, d.id desc limit 1
    ) last on true
    join command c on c.id = last.command_id
    where r.account_id = ${scope.accountId} and r.livemode = ${scope.livemode} and r.state = 'closed'
      and c.state in ('cancelled', 'rejected', 'expired', 'failed')
      and not exists (select 1 from review_case o where o.account_id = r.account_id and o.livemode = r.livemode
        and o.dedupe_key = r.dedupe_key and o.state <> 'closed')
    order by r.closed_at limit ${BATCH}`;
  return rows.map((row) => row.id);
}

/** Cases about declines that nobody has cleared: their stretches of time are not what is normal. */
export async function findUnclearedDeclineCases(
  tx: Transaction,
  scope: AccountScope,
  since: Date,
): Promise<CaseRow[]> {
  return await tx.reviewCase.findMany({
    where: {
      ...scope,
      kind: "decline_rate",
      openedAt: { gte: since },
      OR: [
        { state: { not: "closed" } },
        { decisions: { none: { decision: "clear", undoneAt: null } } },
      ],
    },
  });
}
