import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/** Any constant does, as long as every runner of this product takes the same one. */
const ADVISORY_LOCK = 7_262_018_113;

/** Our rights on the job queue's tables; idempotent, so that it may run each time. */
const QUEUE_GRANTS = join(import.meta.dirname, "../../../../prisma/job-queue-grants.sql");

/** Prisma's own table, so that `prisma migrate deploy` accepts a database that we migrated, and the other way round. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/** `connectionString`: as the owner of the schema. `migrationsDir`: folders named by time, each with a migration.sql. */
export type MigrateOptions = {
  connectionString: string;
  migrationsDir: string;
  log: (line: string) => void;
};

type MigrationFile = { name: string; sql: string; checksum: string };
type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Brings a database up to the newest migration, then installs the job queue's own tables.
 * Each file runs as one query in one transaction; runners at the same time wait for each other.
 * Out: the names applied now, oldest first. Throws MigrationError when an applied file was changed or is missing here,
 * or when an earlier attempt is recorded as unfinished; rethrows the database's error with the file's name.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const files = await readMigrations(options.migrationsDir);
  const client = new pg.Client({ connectionString: options.connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(CREATE_TABLE);
    const pending = await findPending(client, files);
    for (const file of pending) {
      await applyFile(client, file);
      options.log(`applied ${file.name}`);
    }
    await migrateJobQueue(options.connectionString);
    // After the queue's own migrations, so that tables they add are granted to the worker too.
    await client.query(await readFile(QUEUE_GRANTS, "utf8"));
    return { applied: pending.map((file) => file.name) };
  } finally {
    // Ending the session releases the lock.
    await client.end();
  }
}

/** The queue's own migrations over a pool of ours: the one that it would open itself outlives the call. */
async function migrateJobQueue(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  // A connection that the server ends while it is idle is no failure; one in use rejects its query.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** A database whose history is not the one in the folder: nothing was applied. */
class MigrationError extends Error {
  override readonly name = "MigrationError";
}

async function readMigrations(migrationsDir: string): Promise<MigrationFile[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(migrationsDir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function findPending(client: pg.Client, files: MigrationFile[]): Promise<MigrationFile[]> {
  const { rows } = await client.query<AppliedRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const row of rows) {
    const file = byName.get(row.migration_name);
    if (file === undefined)
      throw new MigrationError(
        `The database has migration ${row.migration_name}, which is not in the folder.`,
      );
    if (row.finished_at === null)
      throw new MigrationError(`Migration ${row.migration_name} is recorded as unfinished.`);
    if (row.checksum !== file.checksum)
      throw new MigrationError(`Migration ${row.migration_name} was changed after it was applied.`);
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return files.filter((file) => !applied.has(file.name));
}

async function applyFile(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query("BEGIN");
  try {
    // One simple query for the whole file: splitting on semicolons would break function bodies.
    await client.query(file.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES (gen_random_uuid()::text, $1, $2, clock_timestamp(), 1)`,
      [file.checksum, file.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${file.name} failed: ${reason}`, { cause: error });
  }
}
