import type { Runtime } from "#server/platform/runtime.ts";
import { claimLane, failLane, finishLane, holdLane, LaneLost } from "../ledger/index.ts";
import { type BackfillRun, findOpenRun, insertRun, noteRunFailure } from "./backfill-runs.repo.ts";
import { finishRun } from "./finish-run.ts";
import type { HistorySource } from "./import-page.ts";
import { findFirstImport } from "./import-progress.repo.ts";
import { hasUnfinishedWindows } from "./import-windows.repo.ts";
import { planRun } from "./plan-run.ts";
import { proveRun } from "./prove-run.ts";
import { workWindows } from "./work-windows.ts";

/** The lane that makes one worker at a time plan, finish and prove; the windows in between are everybody's. */
const STEERING_LANE = "import";

const DEFAULT_LEASE_MS = 30_000;
const DEFAULT_WINDOWS = 6;
const BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

export interface BackfillOptions {
  /** The currency of limits; the account's own when absent. */
  readonly baseCurrency?: string | undefined;
  /** How long a window stays with a worker that says nothing, in milliseconds of real time. */
  readonly leaseMs?: number;
  readonly windowsAtOnce?: number;
  /** Where the first import begins, in unix seconds; absent: with the account's first day. */
  readonly firstFrom?: number | undefined;
  /** Aborted when the process is to end. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes part in whatever run is open, and orders the first one itself: plans it, works its windows beside other workers,
 * finishes and proves it. Repeatable, and resumed where a killed worker stopped. Meanwhile the lanes apply what arrives;
 * the later state wins. Out: "finished" when no run is open; "busy" while others have what is left, or a failure, which
 * is noted and logged, makes it wait: ask again later.
 */
export async function runBackfill(
  source: HistorySource,
  options: BackfillOptions = {},
): Promise<"finished" | "busy"> {
  const { leaseMs = DEFAULT_LEASE_MS, windowsAtOnce = DEFAULT_WINDOWS, signal } = options;
  const { db, scope } = source.runtime;
  const workAll = async (): Promise<boolean> => {
    await workWindows(source, { leaseMs, windowsAtOnce, signal });
    return !(await hasUnfinishedWindows(db, scope));
  };
  for (;;) {
    if (signal?.aborted === true) return "busy";
    const run = await openRun(source.runtime, options.firstFrom ?? null);
    if (run === null) return "finished";
    const isReading = run.state === "running" && (await hasUnfinishedWindows(db, scope));
    const goesOn = isReading ? await workAll() : await steer(source, run.id, options, leaseMs);
    if (!goesOn) return "busy";
  }
}

/** The run that is open; the first import orders its own. */
async function openRun(
  { db, scope, clock }: Runtime,
  fromSecond: number | null,
): Promise<BackfillRun | null> {
  const open = await findOpenRun(db, scope);
  if (open !== null) return open;
  const first = await findFirstImport(db, scope);
  if (first !== null && first.finishedAt !== null) return null;
  const order = { requestedBy: null, fromSecond, wantedAt: clock.realNow() };
  await db.transaction((tx) => insertRun(tx, scope, order));
  return findOpenRun(db, scope);
}

/** What one worker does for all. False when another is at it, or it failed and is to be tried again later. */
async function steer(
  source: HistorySource,
  runId: string,
  { baseCurrency }: BackfillOptions,
  leaseMs: number,
): Promise<boolean> {
  const { db, scope, log } = source.runtime;
  const claim = await claimLane(db, scope, STEERING_LANE, leaseMs);
  if (claim === null) return false;
  const hold: Parameters<typeof planRun>[2]["hold"] = (tx) => holdLane(tx, scope, claim, leaseMs);
  try {
    const run = await findOpenRun(db, scope);
    if (run?.state === "wanted") await planRun(source, run, { baseCurrency, hold });
    const isDone = run?.state !== "running" || (await finishRun(source, run, hold));
    if (run?.state === "proving") await proveRun(source, run, hold);
    await finishLane(db, scope, claim, { pollMs: 0, drainedTo: null });
    return isDone;
  } catch (error) {
    if (error instanceof LaneLost) return false;
    log.warn({ err: error }, "the backfill stopped and will go on");
    const message = error instanceof Error ? error.message : String(error);
    await noteRunFailure(db, runId, message);
    const pause = { message, backoffMs: BACKOFF_MS, maxBackoffMs: MAX_BACKOFF_MS };
    await failLane(db, scope, claim, pause);
    return false;
  }
}
