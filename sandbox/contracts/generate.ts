import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import {
  bundlesAreCurrent,
  expectedStamp,
  generatedFile,
  generatedFolder,
  stripeVersion,
} from "./generated-files.ts";
import { buildSchemaBundle } from "./object-schemas.ts";
import { loadSdkProgram } from "./sdk-program.ts";
import { buildRouteBundle } from "./sdk-routes.ts";

/** A reader sees the old file or the new one, never half of one, even when two processes generate at once. */
function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

function generate(): void {
  const sdk = loadSdkProgram();
  const schemas = JSON.stringify(buildSchemaBundle(sdk, stripeVersion()));
  const routes = JSON.stringify(buildRouteBundle(sdk));
  mkdirSync(generatedFolder, { recursive: true });
  rmSync(generatedFile.stamp, { force: true });
  writeWhole(generatedFile.schemas, schemas);
  writeWhole(generatedFile.routes, routes);
  // Last: without a stamp the next start generates again, so a run that dies half-way is repaired.
  writeWhole(generatedFile.stamp, expectedStamp());
}

if (!bundlesAreCurrent()) generate();
