import { join } from "node:path";
import pg from "pg";
import {
  DATABASE_ROLES,
  type DatabaseRole,
  roleUrls,
  setRolePasswords,
} from "../../scripts/postgres/database-roles.ts";
import { createOwnedDatabase, OWNER_ROLE } from "../../scripts/postgres/owned-database.ts";
import { startTemporaryPostgres } from "../../scripts/postgres/temporary-server.ts";
import { cloneRoot } from "../../scripts/process/clone-root.ts";
import { migrate } from "../../src/server/platform/db/migrate.ts";

/** The one server of a run: a superuser's URL, the migrated template, and the password that every role has. */
export type TestServer = { superuserUrl: string; template: string; password: string };

/** A database of its own. `urls`: one for each database role; `drop` ends its connections too. */
export type TestDatabase = {
  name: string;
  superuserUrl: string;
  urls: Record<DatabaseRole | typeof OWNER_ROLE, string>;
  drop: () => Promise<void>;
};

const TEMPLATE = "countersign_template";
let made = 0;

/** Starts one PostgreSQL for a run and migrates one template, which is copied in milliseconds. `purpose` is one word. */
export async function startTestServer(
  purpose: string,
): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const postgres = await startTemporaryPostgres(purpose);
  const password = decodeURIComponent(new URL(postgres.url).password);
  try {
    const ownerUrl = await createOwnedDatabase(postgres.url, TEMPLATE);
    await migrate({
      connectionString: ownerUrl,
      migrationsDir: join(cloneRoot, "prisma", "migrations"),
      log: () => undefined,
    });
    await setRolePasswords(ownerUrl, () => password);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const server = { superuserUrl: postgres.url, template: TEMPLATE, password };
  return { server, stop: postgres.stop };
}

/** Copies the migrated template. Out: the database; the caller drops it. */
export async function copyTemplate(server: TestServer): Promise<TestDatabase> {
  return makeDatabase(server, (quoted) => [
    `CREATE DATABASE ${quoted} TEMPLATE ${server.template} OWNER ${OWNER_ROLE}`,
    // Rights on a database itself do not come with its template.
    `REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${quoted} TO ${DATABASE_ROLES.join(", ")}`,
  ]);
}

/** Out: a database without tables. */
export async function makeEmpty(server: TestServer): Promise<TestDatabase> {
  return makeDatabase(server, (quoted) => [`CREATE DATABASE ${quoted} OWNER ${OWNER_ROLE}`]);
}

async function makeDatabase(
  server: TestServer,
  statements: (quotedName: string) => string[],
): Promise<TestDatabase> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await runAsSuperuser(server.superuserUrl, statements(`"${name}"`));
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

/** Runs statements one after another over a connection of their own. */
export async function runAsSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
