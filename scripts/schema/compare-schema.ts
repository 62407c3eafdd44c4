import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DiffTarget, type SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { cloneRoot } from "../process/clone-root.ts";
import { catalogAdapter } from "./catalog-adapter.ts";

const SCHEMA_FOLDER = join(cloneRoot, "prisma", "schema");

/** In: any reachable database (the engine insists on one). Out: the SQL that makes the schema from nothing. */
export async function sqlFromEmpty(databaseUrl: string): Promise<string> {
  return diff(databaseUrl, { tag: "empty" }, []);
}

/**
 * In: a migrated database. Out: the SQL statements that would make it equal to the Prisma schema, none when it is.
 * What Prisma cannot describe is no difference: triggers, functions, grants, checks, partitions, partial and expression indexes.
 */
export async function findDrift(databaseUrl: string): Promise<string[]> {
  const unknowable = await readUnknowable(databaseUrl);
  const files = readSchema();
  const sql = await diff(
    databaseUrl,
    { tag: "schemaDatasource", files, configDir: SCHEMA_FOLDER },
    unknowable.tables,
  );
  const statements = sql
    .split(/;\s*\n/)
    .map(withoutComments)
    .filter((statement) => statement !== "");
  return statements.filter((statement) => {
    const index = /^DROP INDEX "(?:[^"]+"\.")?([^"]+)"$/.exec(statement)?.[1];
    return index === undefined || !unknowable.indexes.has(index);
  });
}

const withoutComments = (statement: string): string => statement.replaceAll(/^--.*$/gm, "").trim();

function readSchema(): SchemaContainer[] {
  const names = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith(".prisma"));
  return names.toSorted().map((name) => ({
    path: join(SCHEMA_FOLDER, name),
    content: readFileSync(join(SCHEMA_FOLDER, name), "utf8"),
  }));
}

async function diff(
  databaseUrl: string,
  from: DiffTarget,
  externalTables: string[],
): Promise<string> {
  const files = readSchema();
  let panic = "";
  // The engine reports a panic through this global and then traps.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => (panic = message) },
  });
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  // The server may stop before the ended connection has said goodbye; nothing waits for it any more.
  pool.on("error", () => undefined);
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, catalogAdapter(pool));
    const result = await engine.diff({
      from,
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables, externalEnums: [] },
    });
    return result.stdout ?? "";
  } catch (error) {
    throw panic === ""
      ? error
      : new Error(`Prisma's schema engine gave up: ${panic}`, { cause: error });
  } finally {
    await pool.end();
  }
}

async function readUnknowable(
  databaseUrl: string,
): Promise<{ tables: string[]; indexes: Set<string> }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const partitions = await client.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relispartition AND c.relkind IN ('r', 'p')`,
    );
    const indexes = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indpred IS NOT NULL OR i.indexprs IS NOT NULL`,
    );
    return {
      tables: partitions.rows.map((row) => row.name),
      indexes: new Set(indexes.rows.map((row) => row.name)),
    };
  } finally {
    await client.end();
  }
}
