import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/**
 * Does `work` while this connection alone holds the lock of an account's runs; the database frees it when the process dies.
 * Out: null where another holds it.
 */
export async function withRunLock<T>(
  { pool }: Pick<Database, "pool">,
  { accountId, livemode }: AccountScope,
  work: () => Promise<T>,
): Promise<T | null> {
  const key = [`reconciliation ${accountId} ${livemode}`];
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held",
      key,
    );
    if (rows[0]?.held !== true) return null;
    try {
      return await work();
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", key);
    }
  } finally {
    client.release();
  }
}
