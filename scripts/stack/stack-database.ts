import { join } from "node:path";
import { migrate } from "../../src/server/platform/db/migrate.ts";
import {
  type DatabaseRole,
  deriveRolePassword,
  setRolePasswords,
} from "../postgres/database-roles.ts";
import { createOwnedDatabase } from "../postgres/owned-database.ts";
import { type RunningPostgres, startPostgres } from "../postgres/start-postgres.ts";
import { cloneRoot } from "../process/clone-root.ts";

/** The stack's migrated database: its owner's URL and one for each role. */
export type StackDatabase = {
  server: RunningPostgres;
  ownerUrl: string;
  roleUrls: Record<DatabaseRole, string>;
};

/** `fast` gives up safety for speed: for stacks whose data end with them. */
export type StackDatabaseOptions = {
  dataDir: string;
  port?: number;
  roleSecret: string;
  fast: boolean;
};

/** Starts the embedded server, migrates, and lets the roles sign in. Throws what startPostgres and migrate throw. */
export async function startStackDatabase(options: StackDatabaseOptions): Promise<StackDatabase> {
  const settings: Record<string, string> = options.fast
    ? { fsync: "off", full_page_writes: "off" }
    : {};
  const server = await startPostgres({ dataDir: options.dataDir, settings });
  try {
    const ownerUrl = await createOwnedDatabase(server.url, "countersign");
    const migrationsDir = join(cloneRoot, "prisma", "migrations");
    await migrate({ connectionString: ownerUrl, migrationsDir, log: () => undefined });
    const roleUrls = await setRolePasswords(ownerUrl, (role) =>
      deriveRolePassword(options.roleSecret, role),
    );
    return { server, ownerUrl, roleUrls };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
