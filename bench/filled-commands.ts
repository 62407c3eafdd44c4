import type { BenchDatabase } from "./bench-database.ts";

/** How many rows one statement fills. */
const STRETCH = 100_000;

/** Copies a stored command `rows` times as one that is long over, so that what is due is found among them. */
export async function fillCommands(
  database: BenchDatabase,
  commandId: string,
  rows: number,
): Promise<void> {
  for (let from = 0; from < rows; from += STRETCH) {
    await database.fill(
      `INSERT INTO command
       SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'state', 'succeeded',
         'idempotency_key', 'filled/' || n, 'target_id', 'pi_' || n, 'hold_until', NULL,
         'created_at', now() - n * interval '1 minute', 'closed_at', now() - n * interval '1 minute'))).*
       FROM command c, generate_series($2::int, $3::int) n WHERE c.id = $1::uuid`,
      [commandId, from, Math.min(from + STRETCH, rows) - 1],
    );
  }
  await database.fill("ANALYZE command");
}
