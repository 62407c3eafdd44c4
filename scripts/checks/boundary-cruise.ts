import { join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { MODULE_CYCLE_RULE, moduleCycles } from "./module-cycles.ts";

/** One broken rule: which rule, and the file (or folder) that imports what it may not. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What a cruise saw, kept small: file names are relative to the root that was cruised. */
export interface Cruise {
  readonly files: ReadonlySet<string>;
  /** `file specifier`, for each import that was followed to a file. */
  readonly edges: ReadonlySet<string>;
  readonly violations: readonly Violation[];
}

const RULES_FILE = join(import.meta.dirname, "../../.dependency-cruiser.cjs");

/** The rules of `.dependency-cruiser.cjs`, ready to be applied. */
export const readRules = (): Promise<ICruiseOptions> => extractDepcruiseOptions(RULES_FILE);

/** The names of all rules, so that the canaries can be held against them. */
export function ruleNames(options: ICruiseOptions): string[] {
  const written = (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? "unnamed");
  return [...written, MODULE_CYCLE_RULE];
}

/** Cruises `folders` under `root`; throws when the cruiser gives anything but a result with modules. */
export async function cruiseTree(
  root: string,
  folders: string[],
  options: ICruiseOptions,
): Promise<Cruise> {
  const { output } = await cruise(folders, { ...options, baseDir: root, validate: true });
  if (typeof output === "string") {
    throw new TypeError("dependency-cruiser answered with a report instead of a result");
  }
  return summarise(output);
}

function summarise(result: ICruiseResult): Cruise {
  const edges = new Set<string>();
  for (const { source, dependencies } of result.modules) {
    for (const { module, couldNotResolve } of dependencies) {
      if (!couldNotResolve) edges.add(`${source} ${module}`);
    }
  }
  const broken = result.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
  const cycles = moduleCycles(result).map((cycle) => ({ rule: MODULE_CYCLE_RULE, ...cycle }));
  return {
    files: new Set(result.modules.map(({ source }) => source)),
    edges,
    violations: [...broken, ...cycles],
  };
}
