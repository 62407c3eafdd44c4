import { join } from "node:path";
import pg from "pg";
import { setRolePasswords } from "../scripts/postgres/database-roles.ts";
import { createOwnedDatabase } from "../scripts/postgres/owned-database.ts";
import { startTemporaryPostgres } from "../scripts/postgres/temporary-server.ts";
import { cloneRoot } from "../scripts/process/clone-root.ts";
import { systemClock } from "../src/server/platform/clock/clock.ts";
import { type Database, openDatabase } from "../src/server/platform/db/database.ts";
import { migrate } from "../src/server/platform/db/migrate.ts";
import { createLogger } from "../src/server/platform/log/logger.ts";
import type { Runtime } from "../src/server/platform/runtime.ts";

/** As an installation would run it: what is committed is on disk. Only the memory is set, to a quarter of a small machine. */
const DURABLE = { max_connections: "100", shared_buffers: "512MB", max_wal_size: "4GB" };

/** A migrated database of its own for one bench. */
export interface BenchDatabase {
  readonly workerUrl: string;
  /** The product's own runtime with the worker's rights, over `connections` connections. */
  readonly worker: (connections: number) => Runtime;
  /** The same with the rights of the web process. */
  readonly web: (connections: number) => Runtime;
  /** All rights, for what no process of the product may do. */
  readonly owner: () => Database;
  /** Bare connections with the worker's rights. */
  readonly bare: (connections: number) => pg.Pool;
  /** A superuser's connection, for filling tables past their triggers. */
  readonly fill: (sql: string, values?: readonly unknown[]) => Promise<void>;
}

export const BENCH_SCOPE = { accountId: "acct_bench", livemode: false } as const;

/** Starts a server, migrates a database, runs `use`, and leaves nothing behind. */
export async function withBenchDatabase<T>(
  use: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const server = await startTemporaryPostgres("bench", DURABLE);
  const opened: { end: () => Promise<void> }[] = [];
  try {
    const ownerUrl = await createOwnedDatabase(server.url, "countersign");
    await migrate({
      connectionString: ownerUrl,
      migrationsDir: join(cloneRoot, "prisma", "migrations"),
      log: () => undefined,
    });
    const urls = await setRolePasswords(ownerUrl, () => "bench");
    const superuser = new URL(server.url);
    superuser.pathname = "/countersign";
    const filling = fillingConnection(superuser.href);
    opened.push(filling);
    const runtimeOf = (url: string, connections: number): Runtime => {
      const db = openDatabase(url, connections, "countersign-bench");
      opened.push({ end: () => db.close() });
      return runtimeOver(db);
    };
    return await use({
      workerUrl: urls.countersign_worker,
      worker: (connections) => runtimeOf(urls.countersign_worker, connections),
      web: (connections) => runtimeOf(urls.countersign_web, connections),
      owner: () => runtimeOf(ownerUrl, 1).db,
      bare: (connections) => {
        const pool = new pg.Pool({ connectionString: urls.countersign_worker, max: connections });
        // The server may stop before an ended connection has said goodbye.
        pool.on("error", () => undefined);
        opened.push(pool);
        return pool;
      },
      fill: filling.fill,
    });
  } finally {
    await Promise.all(opened.map((one) => one.end()));
    await server.stop();
  }
}

function runtimeOver(db: Database): Runtime {
  return {
    db,
    log: createLogger("worker", "silent"),
    clock: systemClock,
    scope: BENCH_SCOPE,
    settings: {
      holdMs: 0,
      caseLeaseMs: 60_000,
      approvalTtlMs: 60_000,
      stepUpMs: 60_000,
      customerReturnUrl: "",
    },
    signing: null,
  };
}

/** One connection of a superuser that no trigger stops, opened when it is first needed. */
function fillingConnection(url: string): {
  fill: BenchDatabase["fill"];
  end: () => Promise<void>;
} {
  let client: pg.Client | undefined;
  return {
    fill: async (sql, values = []) => {
      if (client === undefined) {
        client = new pg.Client({ connectionString: url });
        client.on("error", () => undefined);
        await client.connect();
        await client.query("SET session_replication_role = replica");
        await client.query("SET synchronous_commit = off");
      }
      await client.query(sql, [...values]);
    },
    end: async () => client?.end(),
  };
}
