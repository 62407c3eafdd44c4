import { exportRequestSchema } from "../../src/core/contracts/exports.ts";
import { createExport } from "../../src/server/modules/exports/index.ts";
import type { TestDatabase } from "./test-database.ts";
import { testRuntime } from "./test-runtime.ts";

/** A process that begins an export and is never asked for its next byte, for tests that kill it. Arguments: the database's URLs as JSON, the export's id. */
const [urls = "{}", id = ""] = process.argv.slice(2);
const runtime = testRuntime({ urls: JSON.parse(urls) as TestDatabase["urls"] }, "countersign_web");
const request = exportRequestSchema.parse({
  kind: "journals",
  from: "2026-11-01",
  to: "2026-11-30",
});
const { bytes } = createExport(runtime, null, { id, request });
await bytes.next();
process.stdout.write("sending\n");
setInterval(() => undefined, 60_000);
