import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), "migrations-"));
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

const run = () =>
  migrate({
    connectionString: database.urls.countersign_owner,
    migrationsDir: folder,
    log: () => undefined,
  });

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const FUNCTION_WITH_SEMICOLONS = `CREATE TABLE thing (id int);
CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;`;

test("applies the files in the order of their names, and nothing the second time", async () => {
  await addMigration("2_add", "ALTER TABLE thing ADD COLUMN name text");
  await addMigration("1_make", FUNCTION_WITH_SEMICOLONS);
  expect(await run()).toEqual({ applied: ["1_make", "2_add"] });
  expect(await run()).toEqual({ applied: [] });
  expect(await query("SELECT two() AS two")).toEqual([{ two: 2 }]);
});

test("records what Prisma's own tool would record", async () => {
  await addMigration("1_make", "SELECT 1;\n");
  await run();
  const rows = await query(
    "SELECT migration_name, checksum, applied_steps_count, finished_at >= started_at AS finished, logs, rolled_back_at FROM _prisma_migrations",
  );
  expect(rows).toEqual([
    {
      migration_name: "1_make",
      // sha256 of the file's bytes
      checksum: "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd",
      applied_steps_count: 1,
      finished: true,
      logs: null,
      rolled_back_at: null,
    },
  ]);
});

test("a failing file leaves nothing behind and names itself", async () => {
  await addMigration("1_make", "CREATE TABLE thing (id int)");
  await addMigration("2_fail", "CREATE TABLE half (id int); SELECT 1/0;");
  await expect(run()).rejects.toThrow(/Migration 2_fail failed: division by zero/);
  expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  expect(await query("SELECT migration_name FROM _prisma_migrations")).toEqual([
    { migration_name: "1_make" },
  ]);
});

test("refuses a database whose applied file was changed or is gone", async () => {
  await addMigration("1_make", "SELECT 1");
  await run();
  await addMigration("1_make", "SELECT 2");
  await expect(run()).rejects.toThrow("1_make was changed after it was applied");
  await rm(join(folder, "1_make"), { recursive: true });
  await expect(run()).rejects.toThrow("1_make, which is not in the folder");
});

test("refuses a database with an unfinished attempt of another tool", async () => {
  await addMigration("1_make", "SELECT 1");
  await run();
  await query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(run()).rejects.toThrow("1_make is recorded as unfinished");
});

test("two runners at once apply each file once", async () => {
  await addMigration("1_make", "CREATE TABLE thing (id int); SELECT pg_sleep(0.2)");
  const results = await Promise.all([run(), run()]);
  expect(results.flatMap((result) => result.applied)).toEqual(["1_make"]);
});

test("installs the job queue's tables, owned by the schema's owner", async () => {
  await run();
  const rows = await query(
    "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'graphile_worker'",
  );
  expect(rows).toEqual([{ tableowner: "countersign_owner" }]);
});

test("the real migrations run on a second database of a cluster that has the roles already", async () => {
  await cp(join(import.meta.dirname, "../../../../prisma/migrations"), folder, { recursive: true });
  const { applied } = await run();
  expect(applied.length).toBeGreaterThan(0);
});
