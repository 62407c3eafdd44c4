// Checks who imports whom (`npm run boundaries`), and first that the check itself still sees: a cruiser that cannot parse
// our TypeScript finds no modules, no violations, and exits 0.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ICruiseOptions } from "dependency-cruiser";
import { canaries } from "./boundary-canaries.ts";
import { type Cruise, cruiseTree, readRules, ruleNames } from "./boundary-cruise.ts";
import { writeCanaryTree } from "./canary-tree.ts";
import { filesBelow, isCode } from "./source-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src", "sandbox", "bench", "tests", "e2e", "scripts"];

const aliases = (): unknown => {
  const parsed: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return typeof parsed === "object" && parsed !== null && "imports" in parsed ? parsed.imports : {};
};

/** What the rules fail to say about a tree that was made to break each of them; empty when all is well. */
async function blindSpots(rules: ICruiseOptions): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), "boundary-canary-"));
  try {
    writeCanaryTree(root, aliases());
    const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
    return compareWithCanaries(await cruiseTree(root, folders, rules), ruleNames(rules));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function compareWithCanaries({ violations }: Cruise, names: string[]): string[] {
  const fired = new Set(violations.map(({ rule, from }) => `${rule} ${from}`));
  const silent = canaries
    .filter(({ breaks, from }) => breaks !== null && !hasFired(fired, breaks, from))
    .map(({ breaks, from, imports }) => `${breaks} is silent about ${from} importing ${imports}`);
  const untried = names
    .filter((name) => !canaries.some(({ breaks }) => breaks === name))
    .map((name) => `${name} has no canary in scripts/checks/boundary-canaries.ts`);
  const clean = canaries
    .filter(({ from }) => !canaries.some((other) => other.from === from && other.breaks !== null))
    .flatMap(({ from }) => violations.filter((violation) => violation.from === from))
    .map(({ rule, from, to }) => `${rule} forbids ${from} -> ${to}, which is allowed`);
  return [...silent, ...untried, ...clean];
}

/** The rule about cycles of modules reports the folder of the file. */
const hasFired = (fired: Set<string>, rule: string, from: string): boolean =>
  fired.has(`${rule} ${from}`) || fired.has(`${rule} ${from.slice(0, from.lastIndexOf("/"))}`);

/** Files, and imports through an alias in them, that the cruise did not see. */
function unseen({ files, edges }: Cruise, sources: string[]): string[] {
  const missed = sources
    .filter((file) => !files.has(file))
    .map((file) => `${file} was not cruised`);
  const lost = sources.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return [...text.matchAll(/^(?:import|export)\b[^;"]*?"(#[^"]+)";/gm)]
      .map(([, specifier = ""]) => specifier)
      .filter((specifier) => !edges.has(`${file} ${specifier}`))
      .map((specifier) => `${file} imports ${specifier}, which the cruise could not follow`);
  });
  return [...missed, ...lost];
}

function report(title: string, lines: string[]): boolean {
  if (lines.length > 0) console.error(`${title}\n  ${lines.join("\n  ")}`);
  return lines.length === 0;
}

async function main(): Promise<number> {
  const rules = await readRules();
  const canSee = report("The boundary rules have blind spots:", await blindSpots(rules));

  const folders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)));
  const sources = folders.flatMap((folder) => filesBelow(ROOT, folder)).filter(isCode);
  const cruise = await cruiseTree(ROOT, folders, rules);
  const sawAll = report("The cruise missed some of the code:", unseen(cruise, sources));
  const clean = report(
    "Imports that ARCHITECTURE.md does not draw:",
    cruise.violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`),
  );

  console.log(
    `boundaries: ${ruleNames(rules).length} rules, ${canaries.length} canaries, ${sources.length} files, ` +
      `${cruise.edges.size} imports followed, ${cruise.violations.length} violations`,
  );
  return canSee && sawAll && clean && sources.length > 0 ? 0 : 1;
}

process.exitCode = await main();
