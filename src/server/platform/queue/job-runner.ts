import { EventEmitter } from "node:events";
import {
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type pg from "pg";
import type { Logger } from "../log/logger.ts";

/**
 * Ends of jobs are written in batches without delay: only so does the queue mind that one could not be written, and tries again.
 * Written one by one nobody waits for it, and a connection that is lost there ends the whole process (0.18.0, `dist/main.js`).
 */
const WRITES_ENDS = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };
const CONCURRENCY = 4;
const POLL_MS = 1_000;

export interface JobRunner {
  /** Under which the queue locks jobs for this process. */
  readonly workerId: string;
  /** Resolves when the runner ended, however it did; then another may be started. */
  readonly ended: Promise<void>;
  /** Lets jobs under way finish and takes no more. */
  stop(): Promise<void>;
}

export interface JobRunnerParts {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly tasks: TaskList;
  /** Schedules, one line each, in UTC. */
  readonly crontab: string;
}

/** Starts to take jobs from the queue in this database, whose tables are there already. */
export async function startJobRunner(parts: JobRunnerParts): Promise<JobRunner> {
  const events: WorkerEvents = new EventEmitter();
  let workerId: string | undefined;
  events.once("pool:create", ({ workerPool }) => {
    workerId = workerPool.id;
  });
  const runner = await run({
    preset: { worker: WRITES_ENDS },
    pgPool: parts.pool,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: parts.tasks,
    crontab: parts.crontab,
    logger: queueLogger(parts.log),
    events,
  });
  if (workerId === undefined) throw new Error("the job queue did not name its worker");
  return {
    workerId,
    ended: ended(runner, parts.log),
    stop: () => runner.stop().catch(() => undefined),
  };
}

async function ended(runner: Runner, log: Logger): Promise<void> {
  try {
    await runner.promise;
  } catch (error) {
    log.error({ err: error }, "the job queue's runner ended");
  }
}

function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === "error") log.error({ queue: message }, "job queue");
    else if (level === "warning") log.warn({ queue: message }, "job queue");
    else log.debug({ queue: message }, "job queue");
  });
}
