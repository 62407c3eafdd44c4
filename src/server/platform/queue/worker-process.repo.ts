import type { Database } from "../db/database.ts";

/** Says that this worker lives, by the database's clock; the first time it makes its row. */
export async function beat(db: Database, workerId: string, version: string): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO worker_process (id, started_at, heartbeat_at, version)
    VALUES (${workerId}, clock_timestamp(), clock_timestamp(), ${version})
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = clock_timestamp(), stopped_at = NULL`;
}

/** Says that this worker has ended in good order. */
export async function markStopped(db: Database, workerId: string): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE worker_process SET stopped_at = clock_timestamp() WHERE id = ${workerId}`;
}

/**
 * Frees the jobs of workers that have been silent for `deadAfterMs`; the queue itself would keep them locked for 4 hours.
 * A job counts as abandoned when its holder has no recent heartbeat, also when it never wrote one. Out: how many were freed.
 */
export async function freeAbandonedJobs(db: Database, deadAfterMs: number): Promise<number> {
  const rows = await db.prisma.$queryRaw<{ freed: number }[]>`
    WITH dead AS (
      SELECT locked_by, count(*)::int AS jobs FROM graphile_worker._private_jobs j
      WHERE locked_by IS NOT NULL AND locked_at < clock_timestamp() - ${deadAfterMs}::float8 * interval '1 millisecond'
        AND NOT EXISTS (
          SELECT 1 FROM worker_process w WHERE w.id = j.locked_by AND w.stopped_at IS NULL
            AND w.heartbeat_at > clock_timestamp() - ${deadAfterMs}::float8 * interval '1 millisecond')
      GROUP BY locked_by
    ), freed AS (
      SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM dead HAVING count(*) > 0
    )
    SELECT coalesce(sum(jobs), 0)::int AS freed FROM dead WHERE EXISTS (SELECT 1 FROM freed)`;
  return rows[0]?.freed ?? 0;
}

/** Makes the partitions of the coming months. Out: how many were missing. */
export async function ensurePartitions(db: Database, monthsAhead: number): Promise<number> {
  const rows = await db.prisma.$queryRaw<
    { made: number }[]
  >`SELECT ensure_partitions(${monthsAhead}::int) AS made`;
  return rows[0]?.made ?? 0;
}
