import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import {
  DATABASE_ROLES,
  type DatabaseRole,
  roleUrls,
} from "../../scripts/postgres/database-roles.ts";
import { OWNER_ROLE } from "../../scripts/postgres/owned-database.ts";

/** A migrated, empty database of one test file. `urls`: one for each database role; `drop` ends its connections too. */
export type TestDatabase = {
  name: string;
  superuserUrl: string;
  urls: Record<DatabaseRole | typeof OWNER_ROLE, string>;
  drop: () => Promise<void>;
};

let made = 0;

/** Copies the run's migrated template. Out: the database; the caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return makeDatabase((quoted, { template }) => [
    `CREATE DATABASE ${quoted} TEMPLATE ${template} OWNER ${OWNER_ROLE}`,
    // Rights on a database itself do not come with its template.
    `REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${quoted} TO ${DATABASE_ROLES.join(", ")}`,
  ]);
}

/** Out: a database without tables, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase((quoted) => [`CREATE DATABASE ${quoted} OWNER ${OWNER_ROLE}`]);
}

/** For the top of a test file: a database before its tests, gone after them. Out: how to reach it inside a test. */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return () => {
    if (database === undefined) throw new Error("The test database exists only while tests run.");
    return database;
  };
}

type Statements = (quotedName: string, server: { template: string }) => string[];

async function makeDatabase(statements: Statements): Promise<TestDatabase> {
  const server = inject("testServer");
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await runAsSuperuser(server.superuserUrl, statements(`"${name}"`, server));
  const url = new URL(server.superuserUrl);
  url.pathname = `/${name}`;
  const superuserUrl = url.href;
  url.username = OWNER_ROLE;
  return {
    name,
    superuserUrl,
    urls: { ...roleUrls(superuserUrl, () => server.password), [OWNER_ROLE]: url.href },
    drop: () => runAsSuperuser(server.superuserUrl, [`DROP DATABASE "${name}" WITH (FORCE)`]),
  };
}

async function runAsSuperuser(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
