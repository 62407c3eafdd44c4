import type { BulkWhy } from "#core/contracts/bulk.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { BulkRow, BulkRun } from "#server/platform/db/generated/client.ts";
import type { SignedRow } from "./bulk-params.ts";
import type { RunStanding } from "./run-step.policy.ts";

export type BulkRunRow = BulkRun;
export type BulkRowRow = BulkRow;

/** Begins a run with its signed rows: the canary first. `at` is business time. */
export async function insertRun(
  tx: Transaction,
  scope: AccountScope,
  run: { readonly id: string; readonly at: Date; readonly rows: readonly SignedRow[] },
): Promise<void> {
  const { id, at, rows } = run;
  await tx.bulkRun.create({
    data: { ...scope, id, state: "running", canary: true, startedAt: at },
  });
  await tx.bulkRow.createMany({
    data: rows.map(({ n, payment, charge, amount, currency, available }) => ({
      bulkId: id,
      n,
      paymentId: payment,
      chargeId: charge,
      amount,
      currency,
      available,
      state: "waiting",
    })),
  });
}

/** A run, locked until the transaction ends, or null. */
export async function lockRun(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<BulkRunRow | null> {
  await tx.$queryRaw`SELECT 1 FROM bulk_run WHERE id = ${id}::uuid FOR UPDATE`;
  return await tx.bulkRun.findFirst({ where: { ...scope, id } });
}

/** The runs that go on, first one first, locked: one worker at a time decides which row is next. */
export async function lockRunning(tx: Transaction, scope: AccountScope): Promise<BulkRunRow[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM bulk_run
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND state = 'running'
    ORDER BY id FOR UPDATE`;
  return await tx.bulkRun.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
}

/** Whether anything of bulks is to be done at all: asked without a lock, since most of the time nothing is. */
export async function isAnyAtWork(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM bulk_run r
      WHERE r.account_id = ${accountId} AND r.livemode = ${livemode} AND (r.state = 'running'
        OR (r.state = 'stopped' AND EXISTS (SELECT 1 FROM command c
          WHERE c.bulk_id = r.id AND c.state IN ('held', 'pending_approval'))))) AS some`;
  return row?.some ?? false;
}

/** How a run stands. */
export async function findStanding(
  tx: Transaction,
  { id, canary }: Pick<BulkRunRow, "id" | "canary">,
): Promise<RunStanding> {
  const [row] = await tx.$queryRaw<Omit<RunStanding, "canary">[]>`
    SELECT (SELECT count(*)::int FROM bulk_row WHERE bulk_id = ${id}::uuid AND state = 'waiting') AS waiting,
      (SELECT count(*)::int FROM bulk_row WHERE bulk_id = ${id}::uuid AND state = 'placed') AS placed,
      (SELECT count(*)::int FROM command WHERE bulk_id = ${id}::uuid
        AND state IN ('held', 'executing', 'unknown', 'pending_approval')) AS open`;
  return { canary, ...(row ?? { waiting: 0, placed: 0, open: 0 }) };
}

/** Rows of all bulks that are at Stripe or on the way there: held ones of a run that goes on, and all without an answer. */
export async function countUnderWay(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM command c JOIN bulk_run r ON r.id = c.bulk_id
    WHERE r.account_id = ${accountId} AND r.livemode = ${livemode}
      AND (c.state IN ('executing', 'unknown') OR (c.state = 'held' AND r.state = 'running'))`;
  return row?.count ?? 0;
}

/** How many rows a bulk has, whatever became of them. */
export async function countList(tx: Transaction, bulkId: string): Promise<number> {
  return await tx.bulkRow.count({ where: { bulkId } });
}

/** The row of a run that is next. */
export async function findNextRow(tx: Transaction, bulkId: string): Promise<BulkRowRow | null> {
  return await tx.bulkRow.findFirst({ where: { bulkId, state: "waiting" }, orderBy: { n: "asc" } });
}

type Outcome =
  | { readonly state: "placed"; readonly commandId: string }
  | { readonly state: "refused"; readonly why: BulkWhy; readonly detail: string | null };

/** Writes what became of a row. */
export async function decideRow(
  tx: Transaction,
  { bulkId, n }: Pick<BulkRowRow, "bulkId" | "n">,
  outcome: Outcome,
  at: Date,
): Promise<void> {
  await tx.bulkRow.update({
    where: { bulkId_n: { bulkId, n } },
    data: { ...outcome, decidedAt: at },
  });
}

/** Takes all rows back that were not placed. Out: how many. */
export async function withdrawRows(tx: Transaction, bulkId: string, at: Date): Promise<number> {
  const { count } = await tx.bulkRow.updateMany({
    where: { bulkId, state: "waiting" },
    data: { state: "withdrawn", decidedAt: at },
  });
  return count;
}

/** Commands of stopped runs (of this one alone where it is named) that were not sent and can still be cancelled. */
export async function findUnsent(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
  bulkId?: string,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM command c JOIN bulk_run r ON r.id = c.bulk_id
    WHERE r.account_id = ${accountId} AND r.livemode = ${livemode} AND r.state = 'stopped'
      AND c.state IN ('held', 'pending_approval') AND (${bulkId ?? null}::uuid IS NULL OR r.id = ${bulkId ?? null}::uuid)
    ORDER BY c.id LIMIT 50`;
  return rows.map(({ id }) => id);
}

/** Moves a run on. */
export async function setRun(
  tx: Transaction,
  id: string,
  change: { readonly state: string; readonly canary?: boolean; readonly endedAt?: Date },
): Promise<void> {
  await tx.bulkRun.update({ where: { id }, data: change });
}
