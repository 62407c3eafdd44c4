import { betaQuantile, logBeta } from "#core/beta-distribution.ts";
import type { AttemptKey } from "./attempt-buckets.ts";

/** Attempts of one key and how many of them paid. */
export interface Cell extends AttemptKey {
  readonly attempts: number;
  readonly successes: number;
}

/** The questions of a path from all attempts down to those most like this one; each level is shrunk to the one above. */
const LEVELS = ["sameMethod", "declineCode", "wait", "issuer", "hour"] as const;

/** How alike the groups of each level are: alpha + beta of the beta distribution they are drawn from. */
export type Concentrations = readonly number[];

/** Chance that an attempt pays; `low` to `high` holds it nine times in ten, if the next attempts are like the last ones. */
export interface Chance {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Attempts on each step of the path: all, then level by level. */
  readonly path: readonly number[];
}

interface Counts {
  attempts: number;
  successes: number;
}

interface Beta {
  readonly alpha: number;
  readonly beta: number;
}

/** Before any attempt is known, every rate is as likely as another. */
const UNIFORM: Beta = { alpha: 1, beta: 1 };
const INTERVAL = [0.05, 0.95] as const;
/** Concentrations that are tried, each twice the one before: from groups that differ widely to groups that are all the same. */
const GRID = Array.from({ length: 13 }, (_, power) => 2 ** power);
const NONE: Counts = { attempts: 0, successes: 0 };

/** The sums of a set of cells at every node of the hierarchy. */
export class AttemptTree {
  readonly #counts = new Map<string, Counts>();

  constructor(cells: Iterable<Cell>) {
    for (const cell of cells) {
      for (const name of pathOf(cell)) {
        const counts = this.#counts.get(name) ?? { ...NONE };
        counts.attempts += cell.attempts;
        counts.successes += cell.successes;
        this.#counts.set(name, counts);
      }
    }
  }

  /** Counts on the way from all attempts to those of the key. */
  along(key: AttemptKey): Counts[] {
    return pathOf(key).map((name) => this.#counts.get(name) ?? NONE);
  }
}

function pathOf(key: AttemptKey): string[] {
  let name = "";
  return ["", ...LEVELS.map((level) => (name += `/${key[level]}`))];
}

/** The chance of an attempt of this key, with its doubt. */
export function estimateChance(tree: AttemptTree, fitted: Concentrations, key: AttemptKey): Chance {
  const counts = tree.along(key);
  const { alpha, beta } = posterior(counts, fitted);
  const mean = alpha / (alpha + beta);
  // The mean of a very lopsided distribution lies outside its middle nine tenths: the interval is then wider.
  return {
    mean,
    low: Math.min(mean, betaQuantile(INTERVAL[0], alpha, beta)),
    high: Math.max(mean, betaQuantile(INTERVAL[1], alpha, beta)),
    path: counts.map(({ attempts }) => attempts),
  };
}

/** The chance alone, which is quick: for comparing many times. */
export function meanChance(tree: AttemptTree, fitted: Concentrations, key: AttemptKey): number {
  const { alpha, beta } = posterior(tree.along(key), fitted);
  return alpha / (alpha + beta);
}

function posterior(counts: readonly Counts[], fitted: Concentrations): Beta {
  return add(priorAt(counts, fitted, LEVELS.length), counts.at(-1) ?? NONE, NONE);
}

/**
 * What is believed of the group at `depth` before its own attempts: the group above without them, so that no attempt
 * counts twice, spread by how much groups of this level differ and by what is not known of the one above.
 */
function priorAt(counts: readonly Counts[], fitted: Concentrations, depth: number): Beta {
  if (depth === 0) return UNIFORM;
  const above = add(
    priorAt(counts, fitted, depth - 1),
    counts[depth - 1] ?? NONE,
    counts[depth] ?? NONE,
  );
  return spread(above, fitted[depth - 1] ?? 1);
}

function add(prior: Beta, counts: Counts, without: Counts): Beta {
  const successes = counts.successes - without.successes;
  const failures = counts.attempts - without.attempts - successes;
  return { alpha: prior.alpha + successes, beta: prior.beta + failures };
}

/** A beta distribution of the same mean and of the variance that the law of total variance gives. */
function spread({ alpha, beta }: Beta, concentration: number): Beta {
  const size = alpha + beta;
  const mean = alpha / size;
  const known = (mean * (1 - mean)) / (size + 1);
  const variance = (mean * (1 - mean) - known) / (concentration + 1) + known;
  const total = (mean * (1 - mean)) / variance - 1;
  return { alpha: mean * total, beta: (1 - mean) * total };
}

/**
 * Finds level by level, from the top, how much groups differ: the concentration under which their counts are likeliest
 * (beta-binomial; empirical Bayes). A level without two groups to compare keeps the middle of the grid.
 */
export function fitConcentrations(cells: readonly Cell[]): Concentrations {
  const tree = new AttemptTree(cells);
  const fitted: number[] = [];
  for (const depth of LEVELS.keys()) {
    const groups = new Map(cells.map((cell) => [pathOf(cell)[depth + 1], cell] as const));
    const paths = [...groups.values()].map((cell) => tree.along(cell));
    fitted.push(
      paths.length < 2 ? (GRID[GRID.length >> 1] ?? 1) : likeliest(paths, fitted, depth + 1),
    );
  }
  return fitted;
}

function likeliest(paths: readonly Counts[][], fitted: Concentrations, depth: number): number {
  const scored = GRID.map((concentration) => {
    const tried = [...fitted, concentration];
    let likelihood = 0;
    for (const counts of paths) {
      const { attempts, successes } = counts[depth] ?? NONE;
      const { alpha, beta } = priorAt(counts, tried, depth);
      likelihood += logBeta(alpha + successes, beta + attempts - successes) - logBeta(alpha, beta);
    }
    return { concentration, likelihood };
  });
  return scored.reduce((best, next) => (next.likelihood > best.likelihood ? next : best))
    .concentration;
}
