import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "../src/server/platform/db/migrate.ts";
import { createOwnedDatabase } from "./postgres/owned-database.ts";
import { startTemporaryPostgres } from "./postgres/temporary-server.ts";
import { cloneRoot } from "./process/clone-root.ts";
import { findDrift, sqlFromEmpty } from "./schema/compare-schema.ts";

const USAGE = `node scripts/schema-diff.ts [--from-empty | --database URL]
  --from-empty     print the SQL that makes the Prisma schema from nothing
  --database URL   compare this database with the Prisma schema
  neither          migrate a new database of its own and compare that one
Exit code 0 when in sync, 1 with the missing SQL when not.`;

async function withOwnDatabase<T>(use: (ownerUrl: string) => Promise<T>): Promise<T> {
  const server = await startTemporaryPostgres("schema-diff");
  try {
    return await use(await createOwnedDatabase(server.url, "countersign"));
  } finally {
    await server.stop();
  }
}

async function report(databaseUrl: string): Promise<void> {
  const drift = await findDrift(databaseUrl);
  if (drift.length === 0) {
    console.log("The database and the Prisma schema are in sync.");
    return;
  }
  console.log(drift.map((statement) => `${statement};`).join("\n"));
  process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    "from-empty": { type: "boolean" },
    database: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help === true) console.log(USAGE);
else if (values["from-empty"] === true) console.log(await withOwnDatabase(sqlFromEmpty));
else if (values.database !== undefined) await report(values.database);
else {
  await withOwnDatabase(async (url) => {
    await migrate({
      connectionString: url,
      migrationsDir: join(cloneRoot, "prisma", "migrations"),
      log: () => undefined,
    });
    await report(url);
  });
}
