import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { HISTORY_LISTS, type HistoryList, TRANSACTIONS } from "./history-objects.ts";
import type { Span } from "./window-cut.ts";

/** A window that this worker holds. `token` is the fence: a later claim has a higher one. */
export interface WindowClaim {
  readonly objectType: HistoryList;
  readonly token: bigint;
  readonly span: Span;
  /** The id to go on after; null at the top. */
  readonly cursor: string | null;
}

/** Thrown when another worker took the window over: the transaction it is thrown in must roll back. */
export class WindowLost extends Error {
  override readonly name = "WindowLost";
}

interface ClaimRow {
  readonly objectType: HistoryList;
  readonly token: bigint;
  readonly fromSecond: bigint;
  readonly toSecond: bigint;
  readonly cursor: string | null;
}

/** Windows reach a day ahead: Stripe's clock may run before ours, and what is made before they are read is welcome. */
const AHEAD_SECONDS = 86_400;

/** Begins anew with one window a list from `from` (unix seconds) to `now`; they are cut as their size shows. */
export async function planWindows(
  tx: Transaction,
  scope: AccountScope,
  plan: { readonly from: (objectType: HistoryList) => number; readonly now: Date },
): Promise<void> {
  await tx.importWindow.deleteMany({ where: scope });
  await tx.importWindow.createMany({
    data: HISTORY_LISTS.map((objectType) => ({
      ...scope,
      objectType,
      fromSecond: plan.from(objectType),
      toSecond: Math.floor(plan.now.getTime() / 1_000) + AHEAD_SECONDS,
      // Real time decides when a window may be taken, and this is before all of it.
      runAfter: new Date(0),
    })),
  });
}

/** The business time at which the windows were planned: what is newer came by the feed. */
export async function findPlannedAt(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<Date> {
  const { _max } = await db.prisma.importWindow.aggregate({
    where: scope,
    _max: { toSecond: true },
  });
  return new Date((Number(_max.toSecond ?? 0n) - AHEAD_SECONDS) * 1_000);
}

/**
 * Takes the next window that nobody holds, for `leaseMs` of real time: lists in their order, newest first. A list of
 * objects waits until those before it are in; transactions wait for nothing. Null when there is none to take now.
 */
export async function claimWindow(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  leaseMs: number,
): Promise<WindowClaim | null> {
  const lists = [...HISTORY_LISTS];
  const { accountId, livemode } = scope;
  const [row] = await db.prisma.$queryRaw<ClaimRow[]>`
    UPDATE import_window w SET lease_token = w.lease_token + 1,
      lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    FROM (
      SELECT c.object_type, c.from_second FROM import_window c
      WHERE c.account_id = ${accountId} AND c.livemode = ${livemode} AND c.finished_at IS NULL
        AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp()) AND c.run_after <= clock_timestamp()
        AND (c.object_type = ${TRANSACTIONS} OR NOT EXISTS (
          SELECT 1 FROM import_window p WHERE p.account_id = ${accountId} AND p.livemode = ${livemode}
            AND p.finished_at IS NULL
            AND array_position(${lists}::text[], p.object_type) < array_position(${lists}::text[], c.object_type)))
      ORDER BY array_position(${lists}::text[], c.object_type), c.from_second DESC LIMIT 1 FOR UPDATE SKIP LOCKED) next
    WHERE w.account_id = ${accountId} AND w.livemode = ${livemode} AND w.object_type = next.object_type
      AND w.from_second = next.from_second
    RETURNING w.object_type AS "objectType", w.lease_token AS token, w.from_second AS "fromSecond",
      w.to_second AS "toSecond", w.cursor`;
  if (!row) return null;
  const { objectType, token, cursor } = row;
  const span = { from: Number(row.fromSecond), to: Number(row.toSecond) };
  return { objectType, token, cursor, span };
}

/** What one page did to its window. */
export interface WindowStep {
  readonly imported: number;
  readonly cursor: string | null;
  /** The creation of the page's last object. */
  readonly reached: number | null;
  readonly finished: boolean;
  /** From which second on the window goes on; what is older becomes a window of its own. Null: as it is. */
  readonly cut: number | null;
}

/**
 * Moves a window past a page and keeps it for another `leaseMs`, inside the transaction that writes the page.
 * Out: the claim as it is now. Throws {@link WindowLost}.
 */
export async function stepWindow(
  tx: Transaction,
  scope: AccountScope,
  claim: WindowClaim,
  step: WindowStep,
  leaseMs: number,
): Promise<WindowClaim> {
  const { from, to } = claim.span;
  const kept = step.cut ?? from;
  const held = await tx.$executeRaw`
    UPDATE import_window SET from_second = ${kept}, cursor = coalesce(${step.cursor}, cursor),
      reached_second = coalesce(${step.reached}::bigint, reached_second), imported = imported + ${step.imported},
      fails = 0, last_error = NULL, finished_at = CASE WHEN ${step.finished} THEN clock_timestamp() END,
      lease_until = CASE WHEN ${step.finished} THEN NULL
        ELSE clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond' END
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND object_type = ${claim.objectType}
      AND from_second = ${from} AND lease_token = ${claim.token} AND finished_at IS NULL`;
  if (held !== 1) throw new WindowLost(`a window of ${claim.objectType} was taken over`);
  if (kept > from) {
    await tx.$executeRaw`
      INSERT INTO import_window (account_id, livemode, object_type, from_second, to_second, run_after)
      VALUES (${scope.accountId}, ${scope.livemode}, ${claim.objectType}, ${from}, ${kept}, clock_timestamp())`;
  }
  return { ...claim, cursor: step.cursor ?? claim.cursor, span: { from: kept, to } };
}

/** Gives a window back after a failure: tried again, by any worker, after a pause that grows to `maxBackoffMs`. */
export async function failWindow(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  claim: WindowClaim,
  failure: { readonly message: string; readonly backoffMs: number; readonly maxBackoffMs: number },
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE import_window SET lease_until = NULL, fails = fails + 1, last_error = ${failure.message},
      run_after = clock_timestamp() + interval '1 millisecond'
        * least(${failure.maxBackoffMs}::float8, ${failure.backoffMs}::float8 * 2 ^ least(fails, 10))
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND object_type = ${claim.objectType}
      AND from_second = ${claim.span.from} AND lease_token = ${claim.token}`;
}

/** Gives a window back unfinished, for whoever takes it next. */
export async function releaseWindow(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  claim: WindowClaim,
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE import_window SET lease_until = NULL
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND object_type = ${claim.objectType}
      AND from_second = ${claim.span.from} AND lease_token = ${claim.token}`;
}

/** Whether any window is not in yet, whoever has it. */
export async function hasUnfinishedWindows(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<boolean> {
  return (
    (await db.prisma.importWindow.findFirst({ where: { ...scope, finishedAt: null } })) !== null
  );
}
