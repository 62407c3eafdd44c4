import { type RateModel, upperTail } from "./beta-binomial.ts";

/** Declined of attempted payments in one window; `index` counts windows back from the present one, which is 0. */
export interface Count {
  readonly index: number;
  readonly declined: number;
  readonly attempts: number;
}

/** Windows of three hours: eight make a day, 56 a week. */
export const WINDOWS_A_DAY = 8;
const WINDOWS_A_WEEK = 56;
const WEEKS = 8;
/** The oldest window a baseline for the present may use. */
export const HISTORY_WINDOWS = WEEKS * WINDOWS_A_WEEK;

/** Fewer windows with payments than this do not make a season. */
const MIN_SEASON = 3;
/** Payments of belief in the parent slice's rate. */
const PARENT_STRENGTH = 20;
/** Concentrations are kept within what payments show: from wildly varying to almost binomial. */
const MIN_CONCENTRATION = 10;
const MAX_CONCENTRATION = 2_000;
/** A past window this unlikely was an outage nobody labelled; it must not become normal. */
const OUTLIER = 0.001;
/** Rates may vary a good deal between windows before one of them counts as impossible. */
const OUTLIER_CONCENTRATION = 50;

export type Season = "weekday" | "daytime" | "local";

export interface Baseline extends RateModel {
  readonly season: Season;
  /** Payments the mean rests on, without the parent's. */
  readonly sample: number;
}

/**
 * What to expect of a slice in window `index`, from older windows only: those of the same weekday and time over eight
 * weeks; with fewer than three, the same time of day over two weeks; with fewer than three, the week before.
 * `parent` is the expectation of the slice it is a part of, null for none.
 */
export function baselineOf(
  history: readonly Count[],
  index: number,
  parent: RateModel | null,
): Baseline {
  const older = history.filter((count) => count.index > index && count.attempts > 0);
  const recent = older.filter((count) => count.index <= index + HISTORY_WINDOWS);
  const { season, counts } = seasonOf(recent, index);
  const kept = withoutOutliers(counts, parent);
  const pool = poolOf(kept);
  // How much the rate varies is learned from all windows: a handful of one season cannot tell.
  const between = concentrationOf(withoutOutliers(recent, parent));
  return {
    season,
    sample: pool.attempts,
    mean: meanOf(pool, parent),
    concentration: withDoubt(between, pool.attempts + PARENT_STRENGTH),
  };
}

function seasonOf(
  older: readonly Count[],
  index: number,
): { season: Season; counts: readonly Count[] } {
  const every = (windows: number, within: number): Count[] =>
    older.filter((count) => (count.index - index) % windows === 0 && count.index - index <= within);
  const weekday = every(WINDOWS_A_WEEK, HISTORY_WINDOWS);
  if (weekday.length >= MIN_SEASON) return { season: "weekday", counts: weekday };
  const daytime = every(WINDOWS_A_DAY, 2 * WINDOWS_A_WEEK);
  if (daytime.length >= MIN_SEASON) return { season: "daytime", counts: daytime };
  return { season: "local", counts: every(1, WINDOWS_A_WEEK) };
}

/** The pooled rate, drawn toward the parent's; without a parent toward one half by one payment (Jeffreys). */
function meanOf(pool: Pool, parent: RateModel | null): number {
  if (parent === null) return (pool.declined + 0.5) / (pool.attempts + 1);
  return (pool.declined + PARENT_STRENGTH * parent.mean) / (pool.attempts + PARENT_STRENGTH);
}

/**
 * Pooling is used instead of a median of rates, since with few payments a window the median is mostly zero; the median's
 * merit, to shrug off a single outage, comes from dropping windows that the others call impossible.
 */
function withoutOutliers(counts: readonly Count[], parent: RateModel | null): readonly Count[] {
  const pool = poolOf(counts);
  const kept = counts.filter((count) => {
    const others = {
      declined: pool.declined - count.declined,
      attempts: pool.attempts - count.attempts,
    };
    const model = { mean: meanOf(others, parent), concentration: OUTLIER_CONCENTRATION };
    return upperTail(count.declined, count.attempts, model) >= OUTLIER;
  });
  return kept.length === 0 ? counts : kept;
}

/**
 * Alpha + beta by moments over windows of unequal size (Kleinman 1973), within each time of day, so that the daily swing
 * does not count as unrest; the most where the windows do not vary beyond chance.
 */
export function concentrationOf(counts: readonly Count[]): number {
  const groups = [...Map.groupBy(counts, (count) => count.index % WINDOWS_A_DAY).values()].flatMap(
    (group) => scatterOf(group) ?? [],
  );
  const scatter = groups.reduce((total, group) => total + group.scatter, 0);
  const spare = groups.reduce((total, group) => total + group.spare, 0);
  if (!(spare > 0 && scatter > 0)) return MAX_CONCENTRATION;
  return Math.min(MAX_CONCENTRATION, Math.max(MIN_CONCENTRATION, spare / scatter - 1));
}

/** How far the rates of a group scatter beyond chance, and how far they would if each window were all or nothing. */
function scatterOf(group: readonly Count[]): { scatter: number; spare: number } | null {
  const { declined, attempts: total } = poolOf(group);
  const p = total === 0 ? 0 : declined / total;
  if (group.length < 2 || p === 0 || p === 1) return null;
  const degrees = group.length - 1;
  const squares = sum(
    group,
    (count) => count.attempts * (count.declined / count.attempts - p) ** 2,
  );
  return {
    scatter: squares / (p * (1 - p)) - degrees,
    spare: total - sum(group, (count) => count.attempts ** 2) / total - degrees,
  };
}

/** Adds the doubt about the mean itself: the variances of a beta with `sample` payments and of the windows add up. */
function withDoubt(between: number, sample: number): number {
  const share = 1 / (between + 1) + 1 / (sample + 1);
  return share >= 1 ? 1 : 1 / share - 1;
}

interface Pool {
  readonly declined: number;
  readonly attempts: number;
}

function poolOf(counts: readonly Count[]): Pool {
  return {
    declined: sum(counts, (count) => count.declined),
    attempts: sum(counts, (count) => count.attempts),
  };
}

function sum(counts: readonly Count[], value: (count: Count) => number): number {
  return counts.reduce((total, count) => total + value(count), 0);
}
