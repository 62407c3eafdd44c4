import type { AccountScope } from "#core/mode.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { StoredProof } from "./stored-proof.ts";

export type RunState = "wanted" | "running" | "proving" | "proven" | "unproven";

/** One reading of the history, from its order to its proof. */
export interface BackfillRun {
  readonly id: string;
  readonly state: RunState;
  readonly requestedBy: string | null;
  readonly wantedAt: Date;
  /** Real time, as all instants of a run. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Unix seconds; null: from the account's first day. */
  readonly fromSecond: bigint | null;
  readonly sinceSecond: bigint | null;
  readonly lastError: string | null;
  readonly proof: unknown;
}

const FIELDS = {
  id: true,
  state: true,
  requestedBy: true,
  wantedAt: true,
  startedAt: true,
  finishedAt: true,
  fromSecond: true,
  sinceSecond: true,
  lastError: true,
  proof: true,
} as const;

const OPEN = ["wanted", "running", "proving"] as const satisfies readonly RunState[];

/** The run that is not at its end; null when there is none. */
export async function findOpenRun(
  db: Pick<Database, "prisma"> | { readonly prisma: Transaction },
  scope: AccountScope,
): Promise<BackfillRun | null> {
  const row = await db.prisma.backfillRun.findFirst({
    where: { ...scope, state: { in: [...OPEN] } },
    select: FIELDS,
  });
  return row === null ? null : { ...row, state: row.state as RunState };
}

/** The newest run, open or not; null before the first. */
export async function findNewestRun(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<BackfillRun | null> {
  const row = await db.prisma.backfillRun.findFirst({
    where: scope,
    select: FIELDS,
    orderBy: { wantedAt: "desc" },
  });
  return row === null ? null : { ...row, state: row.state as RunState };
}

/** What a run is ordered with. */
export interface RunOrder {
  readonly requestedBy: string | null;
  readonly fromSecond: number | null;
  readonly wantedAt: Date;
}

/**
 * Orders a run unless one is open. None begins before the first one did: what is older stands in the opening balance.
 * Out: its id, or null when one was open.
 */
export async function insertRun(
  tx: Transaction,
  scope: AccountScope,
  order: RunOrder,
): Promise<string | null> {
  const id = newId();
  const written = await tx.$executeRaw`
    INSERT INTO backfill_run (id, account_id, livemode, requested_by, from_second, state, wanted_at)
    SELECT ${id}::uuid, ${scope.accountId}, ${scope.livemode}, ${order.requestedBy}::uuid,
      greatest(${order.fromSecond}::bigint, (SELECT from_second FROM backfill_run
        WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} ORDER BY wanted_at LIMIT 1)),
      'wanted', ${order.wantedAt}
    ON CONFLICT DO NOTHING`;
  if (written !== 1) return null;
  await appendEvent(tx, scope, {
    topic: "backfill.wanted",
    key: id,
    payload: { version: 1, runId: id },
  });
  return id;
}

/** What changes with a run's state. */
interface RunChange {
  readonly from: RunState;
  readonly to: RunState;
  readonly startedAt?: Date;
  readonly sinceSecond?: number | null;
  readonly finishedAt?: Date;
  readonly proof?: StoredProof;
}

/** Moves a run to its next state, with its event. False when another worker did so before. */
export async function moveRun(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  { from, to, proof, ...change }: RunChange,
): Promise<boolean> {
  const { count } = await tx.backfillRun.updateMany({
    where: { id, ...scope, state: from },
    data: { state: to, lastError: null, ...change, ...(proof ? { proof } : {}) },
  });
  if (count !== 1) return false;
  await appendEvent(tx, scope, {
    topic: "backfill.changed",
    key: id,
    payload: { version: 1, runId: id, state: to },
  });
  return true;
}

/** Notes why a run stopped for now. */
export async function noteRunFailure(
  db: Pick<Database, "prisma">,
  id: string,
  message: string,
): Promise<void> {
  await db.prisma.backfillRun.update({ where: { id }, data: { lastError: message } });
}

/** The name of the person who asked for a run; null where the installation did. */
export async function findRequester(
  db: Pick<Database, "prisma">,
  run: Pick<BackfillRun, "requestedBy">,
): Promise<string | null> {
  if (run.requestedBy === null) return null;
  const person = await db.prisma.person.findUnique({
    where: { id: run.requestedBy },
    select: { name: true },
  });
  return person?.name ?? null;
}
