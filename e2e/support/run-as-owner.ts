import pg from "pg";
import { readRunningStack } from "./running-stack.ts";

/** Runs one statement in the stack's database with all rights, for what no person can bring about on a screen. Out: its rows. */
export async function runAsOwner(
  sql: string,
  values: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: readRunningStack().running.database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, values);
    return rows;
  } finally {
    await client.end();
  }
}
