import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../process/identity.ts";
import { readClusterFile } from "./cluster-file.ts";
import { removeCluster } from "./left-over-server.ts";
import { databaseHome } from "./native.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

const PREFIX = "temporary-";

/** Speed instead of safety: nothing in such a server outlives the run. */
const FOR_TESTS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "200",
};

/**
 * Starts a server of its own for one run, beside any other; `stop` deletes its data. What killed runs left is removed.
 * In: what it is for, in one word, and its settings where it is not for tests.
 */
export async function startTemporaryPostgres(
  purpose: string,
  settings: Readonly<Record<string, string>> = FOR_TESTS,
): Promise<RunningPostgres> {
  await removeAbandoned();
  const dataDir = join(databaseHome, `${PREFIX}${purpose}-${process.pid}`);
  const server = await startPostgres({ dataDir, settings: { ...settings } });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...server, stop };
}

async function removeAbandoned(): Promise<void> {
  if (!existsSync(databaseHome)) return;
  for (const name of readdirSync(databaseHome)) {
    if (!name.startsWith(PREFIX)) continue;
    const dataDir = join(databaseHome, name);
    const { owner } = readClusterFile(dataDir);
    // A folder without an owner is being made or deleted by a living run.
    if (owner === undefined || isAlive(owner)) continue;
    await removeCluster(dataDir);
  }
}
