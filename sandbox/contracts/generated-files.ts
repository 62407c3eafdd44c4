import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const here = import.meta.dirname;

/** Where the generated bundles live; git-ignored, rebuilt whenever the stamp differs. */
export const generatedFolder = join(here, "generated");

/** Name of each generated file inside {@link generatedFolder}. The stamp is written last. */
export const generatedFile = {
  schemas: join(generatedFolder, "schemas.json"),
  routes: join(generatedFolder, "routes.json"),
  stamp: join(generatedFolder, "stamp.txt"),
} as const;

/** The sources whose change must rebuild the bundles. */
const generatorSources = [
  "generate.ts",
  "generated-files.ts",
  "hand-written-enums.ts",
  "object-schemas.ts",
  "parameter-names.ts",
  "route-answers.ts",
  "sdk-program.ts",
  "sdk-routes.ts",
  "type-to-schema.ts",
] as const;

/** Root folder of the installed `stripe` package. */
export function stripePackageFolder(): string {
  const entry = createRequire(import.meta.url).resolve("stripe");
  return dirname(dirname(entry));
}

/** The installed SDK's own version, for example `23.1.0`. */
export function stripeVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(stripePackageFolder(), "package.json"), "utf8"),
  );
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    typeof manifest.version === "string"
  ) {
    return manifest.version;
  }
  throw new Error("The installed stripe package has no version in its package.json.");
}

/** What the bundles depend on: the SDK's version and the text of the generator itself. */
export function expectedStamp(): string {
  const hash = createHash("sha256");
  for (const name of generatorSources) {
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(here, name)))
      .update("\0");
  }
  return `stripe ${stripeVersion()} generator ${hash.digest("hex")}\n`;
}

/** True when the bundles on disk were made by this generator from this SDK. */
export function bundlesAreCurrent(): boolean {
  try {
    return readFileSync(generatedFile.stamp, "utf8") === expectedStamp();
  } catch {
    // No stamp yet: a first run, or a run that was cut short before it finished.
    return false;
  }
}
