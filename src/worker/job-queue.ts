import {
  beat,
  freeAbandonedJobs,
  type JobRunner,
  markStopped,
  runPollLoop,
  startJobRunner,
  type WorkerDeps,
} from "#server/deps/open-worker.ts";
import { refreshOutcomes } from "#server/modules/retries/index.ts";
import { handleOutboxJob } from "./outbox-task.ts";
import { wantEveryLevel } from "./reconciliation-runs.ts";

/**
 * Partitions are made monthly; asking daily leaves weeks to notice a failure. Everything is compared each night, before
 * people come. What became of retries changes slowly: four times a day is enough.
 */
const CRONTAB = `17 3 * * * partitions
23 2 * * * reconciliation
43 */6 * * * retry-outcomes`;

/** Takes part in the job queue until `signal` aborts: starts the runner, and starts it again whenever it ends. */
export async function runJobQueue(
  deps: WorkerDeps,
  makePartitions: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = deps.runtime;
  const tasks = {
    outbox: (payload: unknown) => handleOutboxJob(deps, payload),
    partitions: makePartitions,
    reconciliation: () => wantEveryLevel(deps, "schedule"),
    "retry-outcomes": () => refreshOutcomes(deps.runtime),
  };
  const work = async (): Promise<boolean> => {
    const runner = await startJobRunner({ pool: db.pool, log, tasks, crontab: CRONTAB });
    await runUntilEnded(deps, runner, signal);
    return false;
  };
  await runPollLoop({ name: "job queue", idleMs: deps.env.HEARTBEAT_MS, work }, log, signal);
}

/** Beats for the runner, and frees the jobs of workers that do not beat any more. */
async function runUntilEnded(
  deps: WorkerDeps,
  runner: JobRunner,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = deps.runtime;
  const over = new AbortController();
  const stop = () => void runner.stop();
  signal.addEventListener("abort", stop, { once: true });
  void runner.ended.then(() => over.abort());
  const work = async (): Promise<boolean> => {
    await beat(db, runner.workerId, process.version);
    const freed = await freeAbandonedJobs(db, deps.env.DEAD_AFTER_MS);
    if (freed > 0) log.warn({ freed }, "took over the jobs of a dead worker");
    return false;
  };
  await runPollLoop({ name: "heartbeat", idleMs: deps.env.HEARTBEAT_MS, work }, log, over.signal);
  await runner.ended;
  signal.removeEventListener("abort", stop);
  if (signal.aborted) await markStopped(db, runner.workerId);
}
