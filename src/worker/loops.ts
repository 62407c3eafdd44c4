import {
  ensurePartitions,
  laneWorkerOf,
  linkFollowerOf,
  runPollLoop,
  type WorkerDeps,
} from "#server/deps/open-worker.ts";
import { readMethods, runBackfill } from "#server/modules/backfill/index.ts";
import { endOverdueBreakGlass } from "#server/modules/break-glass/index.ts";
import { stepBulks } from "#server/modules/bulk/index.ts";
import { clearWhatEnded } from "#server/modules/clearing/index.ts";
import { expireApprovals, remindApprovers } from "#server/modules/commands/index.ts";
import { endUnsentExports } from "#server/modules/exports/index.ts";
import { pullFeedOnce, takeSnapshots } from "#server/modules/ledger/index.ts";
import { answerNextInquiry } from "#server/modules/operations/index.ts";
import { followDue } from "#server/modules/payment-methods/index.ts";
import { storeShippedPolicy } from "#server/modules/policies/index.ts";
import { runDetectors } from "#server/modules/reviews/index.ts";
import { sweepEvents, workLanes } from "#server/modules/webhooks/index.ts";
import { runCommands } from "./command-loop.ts";
import { runJobQueue } from "./job-queue.ts";
import { runWaitingReconciliation } from "./reconciliation-runs.ts";

const LANES_AT_ONCE = 4;
const MONTHS_AHEAD = 3;
const BACKFILL_ASKED_MS = 1_000;
const RECONCILIATION_ASKED_MS = 1_000;
const METHODS_ROUND_MS = 5_000;
const SNAPSHOT_EVERY_MS = 60_000;
const UNSENT_ASKED_MS = 30_000;
const LINKS_ASKED_MS = 15_000;

/** Everything the worker does, side by side, until `signal` aborts; resolves when what was under way is done. */
export async function runWorker(
  deps: WorkerDeps,
  workerName: string,
  signal: AbortSignal,
): Promise<void> {
  const { env, runtime, gateway } = deps;
  const { log } = runtime;
  const makePartitions = async () => {
    const made = await ensurePartitions(runtime.db, MONTHS_AHEAD);
    if (made > 0) log.info({ made }, "partitions made");
  };
  const lanes = laneWorkerOf(deps, workerName);
  const loops = [
    {
      name: "lanes",
      idleMs: env.LANE_POLL_MS,
      work: async () => (await workLanes(lanes, LANES_AT_ONCE)) > 0,
    },
    {
      name: "feed",
      idleMs: env.LANE_POLL_MS,
      work: async () => (await pullFeedOnce(runtime, gateway, deps.feedTiming)) === "worked",
    },
    { name: "sweep", idleMs: env.SWEEP_POLL_MS, work: () => sweep(deps) },
    ...commandLoops(deps),
    {
      name: "snapshots",
      idleMs: SNAPSHOT_EVERY_MS,
      work: () => takeSnapshots(runtime.db, runtime.clock.realNow()).then(() => false),
    },
    {
      name: "clearing",
      idleMs: env.DETECTOR_INTERVAL_MS,
      work: async () => (await clearWhatEnded(runtime)) > 0,
    },
    { name: "backfill", idleMs: BACKFILL_ASKED_MS, work: () => bringHistoryIn(deps, signal) },
    { name: "methods", idleMs: METHODS_ROUND_MS, work: () => bringMethodsIn(deps) },
    {
      name: "reconciliation",
      idleMs: RECONCILIATION_ASKED_MS,
      work: () => runWaitingReconciliation(deps),
    },
    { name: "exports", idleMs: UNSENT_ASKED_MS, work: () => endUnsent(deps) },
    { name: "detectors", idleMs: env.DETECTOR_INTERVAL_MS, work: () => detect(deps) },
  ];
  await Promise.all([
    prepare(runtime, makePartitions),
    runJobQueue(deps, makePartitions, signal),
    runCommands(deps, signal),
    ...loops.map((loop) => runPollLoop(loop, log, signal)),
  ]);
}

/** What is made once at the start; where it cannot be, the loops work all the same. */
async function prepare(
  runtime: WorkerDeps["runtime"],
  makePartitions: () => Promise<void>,
): Promise<void> {
  const { log } = runtime;
  await Promise.all([
    makePartitions().catch((error: unknown) => log.error({ err: error }, "partitions not made")),
    storeShippedPolicy(runtime).catch((error: unknown) =>
      log.error({ err: error }, "the shipped policy was not stored"),
    ),
  ]);
}

/** What becomes of people's commands: sending them, their evidence, and their end where nobody decides. */
function commandLoops(deps: WorkerDeps) {
  const { env, runtime, executor } = deps;
  return [
    {
      name: "inquiries",
      idleMs: env.COMMAND_POLL_MS,
      work: () => answerNextInquiry(runtime, executor),
    },
    {
      name: "break-glass",
      idleMs: env.DETECTOR_INTERVAL_MS,
      work: async () => (await endOverdueBreakGlass(runtime)) > 0,
    },
    {
      name: "reminders",
      idleMs: env.DETECTOR_INTERVAL_MS,
      work: async () => (await remindApprovers(runtime)) > 0,
    },
    {
      name: "bulks",
      idleMs: env.COMMAND_POLL_MS,
      work: () => stepBulks(runtime, executor.kinds),
    },
    {
      name: "links",
      idleMs: LINKS_ASKED_MS,
      work: () => followDue(linkFollowerOf(deps)).then(() => false),
    },
    {
      name: "approvals",
      idleMs: env.DETECTOR_INTERVAL_MS,
      work: async () => (await expireApprovals(runtime, executor.kinds)) > 0,
    },
  ];
}

/** Takes part in the run of the history that is open, the first import among them; nothing while there is none. */
async function bringHistoryIn(
  { env, runtime, gateway, projectors, historyFrom }: WorkerDeps,
  signal: AbortSignal,
): Promise<boolean> {
  await runBackfill(
    { runtime, reader: gateway, projectors },
    {
      baseCurrency: env.BASE_CURRENCY,
      leaseMs: env.FEED_LEASE_MS,
      windowsAtOnce: env.BACKFILL_WINDOWS,
      firstFrom: historyFrom,
      signal,
    },
  );
  return false;
}

/** Reads the saved methods of a few customers; a second worker that asks meanwhile leaves it to the first. */
async function bringMethodsIn({ env, runtime, gateway, projectors }: WorkerDeps): Promise<boolean> {
  const timing = { leaseMs: env.FEED_LEASE_MS, pollMs: METHODS_ROUND_MS };
  await readMethods({ runtime, reader: gateway, projectors }, timing);
  return false;
}

/** Brings what no webhook brought; a second worker that asks meanwhile leaves it to the first. */
async function sweep({ env, runtime, gateway, projectors }: WorkerDeps): Promise<boolean> {
  const timing = { leaseMs: env.FEED_LEASE_MS, pollMs: env.SWEEP_POLL_MS };
  const missing = await sweepEvents({ runtime, reader: gateway, projectors }, timing);
  if (missing > 0) runtime.log.warn({ missing }, "events swept that no webhook brought");
  return false;
}

/** Ends files whose process died while it sent them. */
async function endUnsent({ runtime }: WorkerDeps): Promise<boolean> {
  const ended = await endUnsentExports(runtime);
  if (ended > 0) runtime.log.warn({ ended }, "exports ended that nobody sends any more");
  return false;
}

/** Looks for what a person should see; a second worker that looks too finds nothing new. */
async function detect({ runtime }: WorkerDeps): Promise<boolean> {
  const found = await runDetectors(runtime);
  if (found.opened > 0) runtime.log.info({ found }, "cases opened");
  return false;
}
