import {
  ensurePartitions,
  laneWorkerOf,
  runPollLoop,
  type WorkerDeps,
} from "#server/deps/open-worker.ts";
import { runImport } from "#server/modules/backfill/index.ts";
import { clearWhatEnded } from "#server/modules/clearing/index.ts";
import { executeDueCommand, expireApprovals } from "#server/modules/commands/index.ts";
import { pullFeedOnce, takeSnapshots } from "#server/modules/ledger/index.ts";
import { runDetectors } from "#server/modules/reviews/index.ts";
import { workLanes } from "#server/modules/webhooks/index.ts";
import { runJobQueue } from "./job-queue.ts";

const LANES_AT_ONCE = 4;
const MONTHS_AHEAD = 3;
const IMPORT_ASKED_MS = 1_000;
const SNAPSHOT_EVERY_MS = 60_000;

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
    {
      name: "commands",
      idleMs: env.COMMAND_POLL_MS,
      work: () => executeDueCommand(runtime, deps.executor),
    },
    {
      name: "approvals",
      idleMs: env.DETECTOR_INTERVAL_MS,
      work: async () => (await expireApprovals(runtime, deps.executor.kinds)) > 0,
    },
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
    { name: "detectors", idleMs: env.DETECTOR_INTERVAL_MS, work: () => detect(deps) },
  ];
  await Promise.all([
    makePartitions().catch((error: unknown) => log.error({ err: error }, "partitions not made")),
    runJobQueue(deps, makePartitions, signal),
    importHistory(deps, signal),
    ...loops.map((loop) => runPollLoop(loop, log, signal)),
  ]);
}

/** Brings the account's history in, or waits until another worker has; then it is done for this process. */
async function importHistory(
  { env, runtime, gateway, projectors }: WorkerDeps,
  signal: AbortSignal,
): Promise<void> {
  const finished = new AbortController();
  const options = { baseCurrency: env.BASE_CURRENCY, leaseMs: env.FEED_LEASE_MS };
  const work = async (): Promise<boolean> => {
    if ((await runImport(runtime, gateway, projectors, options)) === "finished") finished.abort();
    return false;
  };
  await runPollLoop(
    { name: "import", idleMs: IMPORT_ASKED_MS, work },
    runtime.log,
    AbortSignal.any([signal, finished.signal]),
  );
}

/** Looks for what a person should see; a second worker that looks too finds nothing new. */
async function detect({ runtime }: WorkerDeps): Promise<boolean> {
  const found = await runDetectors(runtime);
  if (found.opened > 0) runtime.log.info({ found }, "cases opened");
  return false;
}
