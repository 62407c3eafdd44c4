import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

type Reads = Pick<Database, "prisma">;

/** A run that somebody asks for. */
export interface NewRun {
  readonly id: string;
  readonly asOf: Date;
  readonly levels: readonly string[];
  readonly trigger: string;
  readonly requestedBy: string | null;
  readonly ruleVersion: number;
}

/** Writes a run that waits for a worker. */
export async function insertRun(tx: Transaction, scope: AccountScope, run: NewRun): Promise<void> {
  await tx.reconciliationRun.create({
    data: { ...scope, ...run, levels: [...run.levels], state: "wanted", wantedAt: run.asOf },
  });
}

/** The run of exactly these levels that waits for a worker. */
export async function findWantedRun(
  tx: Transaction,
  scope: AccountScope,
  levels: readonly string[],
): Promise<string | null> {
  const row = await tx.reconciliationRun.findFirst({
    where: { ...scope, state: "wanted", levels: { equals: [...levels] } },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** A run with what it counted. */
export type RunRow = NonNullable<Awaited<ReturnType<typeof findRun>>>;

/** One run, or null. */
export async function findRun(db: Reads, scope: AccountScope, id: string) {
  return db.prisma.reconciliationRun.findFirst({ where: { ...scope, id } });
}

/** The newest runs after a run's place in the list (exclusive); one more than `limit` tells whether there are more. */
export async function findRuns(
  db: Reads,
  scope: AccountScope,
  page: {
    readonly after: { readonly wantedAt: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<RunRow[]> {
  const { after, limit } = page;
  const older = after
    ? {
        OR: [
          { wantedAt: { lt: after.wantedAt } },
          { wantedAt: after.wantedAt, id: { lt: after.id } },
        ],
      }
    : {};
  return db.prisma.reconciliationRun.findMany({
    where: { ...scope, ...older },
    orderBy: [{ wantedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
}

/** What runs counted, by level and currency. */
export async function findCounts(db: Reads, runIds: readonly string[]) {
  return db.prisma.reconciliationCount.findMany({
    where: { runId: { in: [...runIds] } },
    orderBy: [{ level: "asc" }, { currency: "asc" }],
  });
}

/** Takes the oldest run that waits, or that a worker left behind: the caller holds the lock that makes it the only one. */
export async function startNextRun(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
): Promise<RunRow | null> {
  const next = await tx.reconciliationRun.findFirst({
    where: { ...scope, state: { in: ["wanted", "running"] } },
    orderBy: [{ wantedAt: "asc" }, { id: "asc" }],
  });
  if (next === null) return null;
  return tx.reconciliationRun.update({
    where: { id: next.id },
    data: { state: "running", startedAt: now, asOf: now },
  });
}

/** Notes why a run could not be finished. */
export async function failRun(db: Reads, id: string, error: string, at: Date): Promise<void> {
  await db.prisma.reconciliationRun.update({
    where: { id },
    data: { state: "failed", error: error.slice(0, 2_000), finishedAt: at },
  });
}

/** When the newest finished run that included a level judged, in business time. */
export async function findLastJudged(
  db: Reads,
  scope: AccountScope,
  level: string,
): Promise<Date | null> {
  const row = await db.prisma.reconciliationRun.findFirst({
    where: { ...scope, state: "finished", levels: { has: level } },
    orderBy: { wantedAt: "desc" },
    select: { asOf: true },
  });
  return row?.asOf ?? null;
}
