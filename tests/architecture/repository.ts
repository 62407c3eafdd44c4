import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, isCode } from "../../scripts/checks/source-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src", "sandbox", "bench", "tests", "e2e", "scripts"];

/** Every file that is kept in the repository, as paths from its root. */
export const repositoryFiles = (): string[] => [
  ...filesBelow(ROOT, "."),
  ...(existsSync(join(ROOT, ".ci")) ? filesBelow(ROOT, ".ci") : []),
];

/** Every file of TypeScript or JavaScript that ships, or proves what ships. */
export const codeFiles = (): string[] =>
  filesBelow(ROOT, ".").filter(
    (path) => isCode(path) && FOLDERS.some((folder) => path.startsWith(`${folder}/`)),
  );

/** The text of a file of the repository. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The names of the scripts in package.json. */
export const npmScripts = (): ReadonlySet<string> => {
  const manifest: unknown = JSON.parse(textOf("package.json"));
  const isManifest = typeof manifest === "object" && manifest !== null && "scripts" in manifest;
  return new Set(Object.keys(isManifest ? (manifest.scripts ?? {}) : {}));
};

/** How many lines a text has; a last line break ends a line and starts none. */
export const lineCount = (text: string): number =>
  text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
