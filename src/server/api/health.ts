import { webRuntime } from "./web-runtime.ts";

const READY_TIMEOUT_MS = 2_000;

/** Whether this process can serve: its database answers, and the first import has finished. */
export async function readiness(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
  try {
    const { runtime } = await webRuntime();
    const { accountId, livemode } = runtime.scope;
    const answer = await runtime.db.pool.query<{ imported: boolean }>({
      text: `select count(*) > 0 and bool_and(finished_at is not null) as imported
             from import_progress where account_id = $1 and livemode = $2`,
      values: [accountId, livemode],
      query_timeout: READY_TIMEOUT_MS,
    } as { text: string; values: unknown[] });
    const imported = answer.rows[0]?.imported ?? false;
    return { ready: imported, checks: { database: true, imported } };
  } catch {
    return { ready: false, checks: { database: false, imported: false } };
  }
}
