import type { Evidence, Suggestion } from "#core/contracts/reviews.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { quantile, type RateModel } from "./beta-binomial.ts";
import {
  type DeclineAlarm,
  expectationOf,
  findDeclineAlarms,
  type Population,
} from "./decline-detector.ts";
import { readIngestLag, readWindows, type WindowRow } from "./decline-windows.repo.ts";
import { HISTORY_WINDOWS } from "./rate-baseline.ts";
import { cutSlices, type Exclusion, presentRows } from "./slices.ts";

const DETECTOR = "decline-rate";
const VERSION = "1";
/** The trailing window. Three hours, so that a middling shop has enough payments in it to say anything. */
export const WINDOW_MS = 3 * 3_600_000;
/** Two days of windows are drawn; their own baselines look back from each. */
const SHOWN_WINDOWS = 16;
/** Work in the inbox older than this means that the newest payments are not all here. */
const MAX_LAG_MS = 2 * 60_000;

/** A decline rate that left its band, ready for a case. */
export interface DeclineAnomaly {
  readonly sliceKey: string;
  readonly family: string;
  readonly title: string;
  readonly from: Date;
  readonly impactBase: bigint;
  /** Declines over expected declines. */
  readonly strength: number;
  readonly suggestion: Suggestion;
  readonly evidence: Evidence;
}

/** `gated` when the mirror of Stripe is not current: what is missing would look like a change. */
export type DeclineFindings =
  | { readonly state: "gated" }
  | { readonly state: "looked"; readonly anomalies: DeclineAnomaly[] };

/** Looks at the three hours up to now. `exclusions`: stretches that people have not called normal. */
export async function detectDeclines(
  runtime: Runtime,
  exclusions: readonly Exclusion[],
): Promise<DeclineFindings> {
  const { db, scope, clock } = runtime;
  const freshness = await readFreshness(runtime);
  const lag = await readIngestLag(db, scope, clock.realNow());
  if (freshness.state !== "live" || lag > MAX_LAG_MS) return { state: "gated" };
  const to = clock.now();
  const rows = await readWindows(db, scope, {
    to,
    windowMs: WINDOW_MS,
    windows: HISTORY_WINDOWS + SHOWN_WINDOWS,
  });
  const { slices, population } = cutSlices(rows, { to, windowMs: WINDOW_MS, exclusions });
  const alarms = findDeclineAlarms(slices, population);
  return {
    state: "looked",
    anomalies: alarms.map((alarm) => anomalyOf(alarm, { to, rows, population })),
  };
}

interface View {
  readonly to: Date;
  readonly rows: readonly WindowRow[];
  readonly population: Population;
}

function anomalyOf(alarm: DeclineAlarm, view: View): DeclineAnomaly {
  const { slice, baseline, declined, attempts } = alarm;
  const expected = baseline.mean * attempts;
  return {
    sliceKey: slice.key,
    family: slice.family,
    title: `Declines of ${sliceName(slice.key)}: ${declined} of ${attempts} payments, expected ${Math.round(expected)}`,
    from: new Date(view.to.getTime() - WINDOW_MS),
    impactBase: alarm.impactBase,
    strength: declined / Math.max(expected, 1),
    suggestion: {
      verdict: "investigate",
      scoreBp: alarm.scoreBp,
      lowBp: alarm.lowBp,
      highBp: alarm.highBp,
      sample: attempts,
      detector: DETECTOR,
      detectorVersion: VERSION,
      reasons: [{ text: whyOf(alarm), weightBp: alarm.scoreBp }],
    },
    evidence: { facts: factsOf(alarm, view), series: seriesOf(alarm, view) },
  };
}

function whyOf({ baseline, pValue, attempts }: DeclineAlarm): string {
  const chance = pValue < 0.000_1 ? "less than 1 in 10,000" : `1 in ${Math.round(1 / pValue)}`;
  return `So many declines among ${attempts} payments have a chance of ${chance} at the usual ${percent(baseline.mean)}`;
}

const SEASONS = {
  weekday: "the same weekday and hours of up to 8 weeks",
  daytime: "the same hours of up to 14 days",
  local: "the 7 days before",
} as const;

function factsOf(alarm: DeclineAlarm, view: View): Evidence["facts"] {
  const { slice, baseline, attempts } = alarm;
  const present = presentRows(view.rows, slice.key);
  const charges = present.reduce((sum, row) => sum + row.charges, 0);
  const refused = present.reduce((sum, row) => sum + row.refusedCharges, 0);
  const fact = (label: string, value: string): Evidence["facts"][number] => ({
    label,
    value,
    href: null,
  });
  return [
    fact("Slice", sliceName(slice.key)),
    fact("Payments declined in 3 h", `${alarm.declined} of ${attempts}`),
    fact("Attempts refused, retries included", `${refused} of ${charges}`),
    fact(
      "Expected rate",
      `${percent(baseline.mean)}, from ${baseline.sample} payments of ${SEASONS[baseline.season]}`,
    ),
    fact("90 % band", bandText(0.05, 0.95, attempts, baseline)),
    fact("99 % band", bandText(0.005, 0.995, attempts, baseline)),
    fact("Payments lost beyond the expected", String(Math.round(alarm.excess))),
    fact(
      "Ranked by",
      `${Math.round(alarm.scoreBp / 100)} % of the amount of the payments lost beyond the expected`,
    ),
    ...(alarm.alsoStanding.length === 0
      ? []
      : [fact("Also outside their bands", alarm.alsoStanding.map(sliceName).join(", "))]),
  ];
}

/** Oldest first, each window with the expectation that held for it; without payments anything was possible. */
function seriesOf(alarm: DeclineAlarm, view: View): Evidence["series"] {
  return Array.from({ length: SHOWN_WINDOWS }, (_, i) => {
    const index = SHOWN_WINDOWS - 1 - i;
    const count = alarm.slice.counts.find((one) => one.index === index) ?? {
      declined: 0,
      attempts: 0,
    };
    const model = expectationOf(alarm.slice, view.population, index);
    const edge = (p: number): number =>
      count.attempts === 0 ? Math.round(p) : quantile(p, count.attempts, model) / count.attempts;
    return {
      at: new Date(view.to.getTime() - (index + 1) * WINDOW_MS),
      declined: count.declined,
      attempts: count.attempts,
      expectedBp: Math.round(model.mean * 10_000),
      lowBp: Math.round(edge(0.05) * 10_000),
      highBp: Math.round(edge(0.95) * 10_000),
    };
  });
}

function bandText(low: number, high: number, attempts: number, model: RateModel): string {
  return `${quantile(low, attempts, model)} to ${quantile(high, attempts, model)} of ${attempts}`;
}

function sliceName(key: string): string {
  const [dimension = "", value = ""] = key.split(":");
  if (dimension === "country") return `cards issued in ${value.toUpperCase()}`;
  return dimension === "brand" ? `${value} cards` : `method ${value.replaceAll("_", " ")}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
