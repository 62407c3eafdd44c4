import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold nothing written by hand, by name at any depth. */
const NOT_OURS = new Set([
  "node_modules",
  "generated",
  "coverage",
  "test-results",
  "playwright-report",
]);

/** Files that tools write beside ours (a further work tree of git has a `.git` that is a file), and settings of one machine. */
const NOT_KEPT = /^(\.git|next-env\.d\.ts|\.env(\.local)?|.*\.tsbuildinfo)$/;

/** Every file below `folder`, as paths relative to `root` with forward slashes; hidden folders are left out. */
export function filesBelow(root: string, folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !NOT_OURS.has(entry.name)) {
        found.push(...filesBelow(root, path));
      }
    } else if (entry.isFile() && !NOT_KEPT.test(entry.name)) {
      found.push(path);
    }
  }
  return found.toSorted();
}

/** Whether TypeScript or JavaScript is written in the file of this name. */
export const isCode = (path: string): boolean =>
  /\.(tsx?|mts|cts|mjs|cjs|jsx?)$/.test(path) && !path.endsWith(".d.ts");
