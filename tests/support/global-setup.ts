import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { setRolePasswords } from "../../scripts/postgres/database-roles.ts";
import { createOwnedDatabase } from "../../scripts/postgres/owned-database.ts";
import { startTemporaryPostgres } from "../../scripts/postgres/temporary-server.ts";
import { cloneRoot } from "../../scripts/process/clone-root.ts";
import { migrate } from "../../src/server/platform/db/migrate.ts";

declare module "vitest" {
  // Vitest reads what a global setup provides from this interface by name.
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The one server of a test run: a superuser's URL, the migrated template, and the password that every role has. */
export type TestServer = { superuserUrl: string; template: string; password: string };

const TEMPLATE = "countersign_template";

/** Starts one PostgreSQL for the run and migrates one template; each test file copies it in milliseconds. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres("test");
  const password = decodeURIComponent(new URL(server.url).password);
  try {
    const ownerUrl = await createOwnedDatabase(server.url, TEMPLATE);
    await migrate({
      connectionString: ownerUrl,
      migrationsDir: join(cloneRoot, "prisma", "migrations"),
      log: () => undefined,
    });
    await setRolePasswords(ownerUrl, () => password);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("testServer", { superuserUrl: server.url, template: TEMPLATE, password });
  return server.stop;
}
