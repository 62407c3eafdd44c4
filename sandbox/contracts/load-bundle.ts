import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundlesAreCurrent, generatedFile } from "./generated-files.ts";
import type { SchemaBundle } from "./object-schemas.ts";
import type { RouteBundle } from "./sdk-routes.ts";

/** The compiler runs in a process of its own: whoever validates does not pay for loading it when nothing changed. */
function ensureGenerated(): void {
  if (bundlesAreCurrent()) return;
  const script = join(import.meta.dirname, "generate.ts");
  const run = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`Generating the Stripe schemas failed: ${run.stderr}`);
}

function readOnce(path: string): () => unknown {
  let loaded: unknown;
  return () => {
    if (loaded === undefined) {
      ensureGenerated();
      loaded = JSON.parse(readFileSync(path, "utf8"));
    }
    return loaded;
  };
}

const readSchemas = readOnce(generatedFile.schemas);
const readRoutes = readOnce(generatedFile.routes);

/** The object schemas of the installed SDK, generated first when they are missing or stale. */
export function schemaBundle(): SchemaBundle {
  // The stamp says that our own generator wrote this file.
  return readSchemas() as SchemaBundle;
}

/** The routes of the installed SDK, generated first when they are missing or stale. */
export function routeBundle(): RouteBundle {
  return readRoutes() as RouteBundle;
}
