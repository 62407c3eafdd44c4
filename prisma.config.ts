import { defineConfig } from "prisma/config";

// `prisma generate` insists on a schema-engine binary that it then does not use, and its download host is not
// reachable from every machine: any existing executable satisfies the check.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
