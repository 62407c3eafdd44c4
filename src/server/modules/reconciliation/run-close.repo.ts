import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { isAnsweredByEntry } from "../ledger/index.ts";
import type { LevelCount } from "./level-result.ts";

/** A finding that people answered with an approved entry that was posted, for just this amount. */
export interface SettledFinding {
  readonly fingerprint: string;
  readonly amount: bigint | null;
}

/** What approved entries have settled. */
export async function findSettled(tx: Transaction, scope: AccountScope): Promise<SettledFinding[]> {
  return tx.$queryRaw<SettledFinding[]>`
    SELECT b.fingerprint, b.amount FROM ledger_break b
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND ${isAnsweredByEntry()}`;
}

/** A break that was open when a run read its sides. */
export interface OpenBreak {
  readonly id: string;
  readonly fingerprint: string;
  readonly type: string;
  readonly version: number;
}

/** The breaks that are open now, in the snapshot of the caller's transaction. */
export async function findOpenBreaks(tx: Transaction, scope: AccountScope): Promise<OpenBreak[]> {
  return tx.ledgerBreak.findMany({
    where: { ...scope, state: { not: "resolved" } },
    select: { id: true, fingerprint: true, type: true, version: true },
    orderBy: { fingerprint: "asc" },
  });
}

/** Resolves breaks that are still open; whoever has them keeps them on record. Out: the ids that this resolved. */
export async function resolveBreaks(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
  { runId, at }: { readonly runId: string; readonly at: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE ledger_break SET state = 'resolved', resolved_at = ${at}, last_run_id = ${runId}::uuid, version = version + 1
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND id = ANY(${[...ids]}::uuid[])
      AND state <> 'resolved' RETURNING id`;
  await tx.breakStep.createMany({
    data: rows.map(({ id }) => ({ breakId: id, at, step: "resolved", runId })),
  });
  return rows.map(({ id }) => id);
}

/** Writes what a run counted, in place of what an earlier attempt of the same run may have left. */
export async function writeCounts(
  tx: Transaction,
  runId: string,
  counts: readonly LevelCount[],
): Promise<void> {
  await tx.reconciliationCount.deleteMany({ where: { runId } });
  await tx.reconciliationCount.createMany({ data: counts.map((count) => ({ runId, ...count })) });
}

/** Marks a run as finished. */
export async function finishRun(
  tx: Transaction,
  runId: string,
  { inputsHash, at }: { readonly inputsHash: string; readonly at: Date },
): Promise<void> {
  await tx.reconciliationRun.update({
    where: { id: runId },
    data: { state: "finished", inputsHash, finishedAt: at, error: null },
  });
}

/**
 * A digest of everything the levels read of our database, in the snapshot of the caller's transaction: equal digests mean
 * that nothing which a run judges has changed in between.
 */
export async function digestOfSides(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ digest: string }[]>`
    SELECT concat_ws('|',
      (SELECT count(*) || ':' || coalesce(sum(hashtextextended(concat_ws(',', id, status, raw_hash, payout_id, journal_id), 0)::numeric), 0)
        FROM balance_transaction WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT count(*) || ':' || coalesce(sum(hashtextextended(concat_ws(',', id, status, amount_captured, balance_transaction_id,
          payment_method_type, card_country), 0)::numeric), 0)
        FROM charge WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(r::text, 0)::numeric), 0) FROM refund r
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(d::text, 0)::numeric), 0) FROM dispute d
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(p::text, 0)::numeric), 0) FROM payout p
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(concat_ws(',', id, content_hash), 0)::numeric), 0) FROM bank_line
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(concat_ws(',', side, item_id), 0)::numeric), 0) FROM reconciliation_match_item
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(sum(hashtextextended(concat_ws(',', id, state), 0)::numeric), 0) FROM command
        WHERE account_id = ${accountId} AND livemode = ${livemode}),
      (SELECT coalesce(max(id), 0) FROM journal WHERE account_id = ${accountId} AND livemode = ${livemode})) AS digest`;
  return row?.digest ?? "";
}
