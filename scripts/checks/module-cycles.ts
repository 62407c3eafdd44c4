import type { ICruiseResult } from "dependency-cruiser";

/** The name under which a cycle is reported; the cruiser's own folder rules would also follow the way through the routers. */
export const MODULE_CYCLE_RULE = "modules-without-cycles";

const MODULE = /^src\/server\/modules\/[^/]+(?=\/)/;
const TEST = /\.test\.tsx?$/;

const moduleOf = (path: string): string | undefined => MODULE.exec(path)?.[0];

/** Which modules import which, files' own tests left out: they may set up what they like. */
function moduleImports({ modules }: ICruiseResult): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = moduleOf(source);
    if (from === undefined || TEST.test(source)) continue;
    const targets = imports.get(from) ?? new Set();
    for (const { resolved } of dependencies) {
      const to = moduleOf(resolved);
      if (to !== undefined && to !== from) targets.add(to);
    }
    imports.set(from, targets);
  }
  return imports;
}

function reaches(imports: Map<string, Set<string>>, start: string, goal: string): boolean {
  const seen = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === goal) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(imports.get(at) ?? []));
  }
  return false;
}

/** Each import of a module by a module that leads back to where it came from. */
export function moduleCycles(result: ICruiseResult): { from: string; to: string }[] {
  const imports = moduleImports(result);
  return [...imports].flatMap(([from, targets]) =>
    [...targets].filter((to) => reaches(imports, to, from)).map((to) => ({ from, to })),
  );
}
