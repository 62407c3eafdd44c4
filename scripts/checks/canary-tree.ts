import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bystanders, type Canary, canaries, canaryPackages } from "./boundary-canaries.ts";

/** Writes the canary tree, with its own package.json and packages, below `root`. `aliases` are package.json's imports. */
export function writeCanaryTree(root: string, aliases: unknown): void {
  const { dependencies, devDependencies, undeclared } = canaryPackages;
  write(root, "package.json", manifest({ imports: aliases, dependencies, devDependencies }));
  for (const name of [...dependencies, ...devDependencies, ...undeclared]) writePackage(root, name);

  const byFile = new Map<string, string[]>();
  for (const entry of [...bystanders, ...canaries]) {
    byFile.set(entry.from, [...(byFile.get(entry.from) ?? []), importLine(entry)]);
  }
  for (const [file, lines] of byFile) {
    write(root, file, `${lines.join("\n")}\nexport const here = 1;\nexport type Here = 1;\n`);
  }
}

function importLine({ imports, typeOnly }: Pick<Canary, "imports" | "typeOnly">): string {
  return typeOnly
    ? `import type { Here as Seen } from "${imports}"; export type Again = Seen;`
    : `import * as seen${imports.replaceAll(/\W/g, "_")} from "${imports}"; void seen${imports.replaceAll(/\W/g, "_")};`;
}

function manifest(parts: {
  imports: unknown;
  dependencies: string[];
  devDependencies: string[];
}): string {
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  return JSON.stringify({
    name: "canary",
    type: "module",
    imports: parts.imports,
    dependencies: versions(parts.dependencies),
    devDependencies: versions(parts.devDependencies),
  });
}

function writePackage(root: string, name: string): void {
  const exports = { ".": "./index.js", "./*": "./index.js" };
  write(
    root,
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: "1.0.0", type: "module", exports }),
  );
  write(root, `node_modules/${name}/index.js`, "export const here = 1;\n");
}

function write(root: string, file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
