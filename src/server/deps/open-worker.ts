import { budgetLimits, commandKinds, createRuntime, type OpenRuntime } from "../deps.ts";
import { firstSecondOf, isSettledBy } from "../modules/backfill/index.ts";
import type { CommandExecutor } from "../modules/commands/index.ts";
import type { FeedTiming } from "../modules/ledger/index.ts";
import type { LinkFollower } from "../modules/payment-methods/index.ts";
import type { LaneWorker } from "../modules/webhooks/index.ts";
import { EnvironmentError, readEnvironment } from "../platform/env/read-environment.ts";
import type { Environment } from "../platform/env/variables.ts";
import { LiveEvents } from "../platform/outbox/live-events.ts";
import type { Projectors } from "../platform/stripe/projector.ts";
import { createPace } from "../platform/stripe/rate-budget.ts";
import { createStripeCallLog } from "../platform/stripe/stripe-call.repo.ts";
import { STRIPE_API_VERSION } from "../platform/stripe/stripe-client.ts";
import { createStripeGateway, type StripeGateway } from "../platform/stripe/stripe-gateway.ts";
import { projectors } from "./projectors.ts";

export { findUnhandledEvent, markHandled } from "../platform/outbox/outbox-event.repo.ts";
export { type JobRunner, startJobRunner } from "../platform/queue/job-runner.ts";
export { type PollLoop, runPollLoop } from "../platform/queue/poll-loop.ts";
export { Wake } from "../platform/queue/wake.ts";
export {
  beat,
  ensurePartitions,
  freeAbandonedJobs,
  markStopped,
} from "../platform/queue/worker-process.repo.ts";

/** Half of the changes sent within a minute failed, of at least four: then none is sent for a while, at most five minutes. */
const BREAKER_LIMITS = {
  windowMs: 60_000,
  minCalls: 4,
  failurePercent: 50,
  longestPauseMs: 300_000,
} as const;

/** What the worker's loops and handlers work with. It alone of all processes can write to Stripe. */
export interface WorkerDeps {
  readonly env: Environment<"worker">;
  readonly runtime: OpenRuntime;
  /** What the machine asks Stripe by itself: it leaves people's share of the rate alone. */
  readonly gateway: StripeGateway;
  readonly projectors: Projectors;
  readonly executor: CommandExecutor;
  /** What commits anywhere, so that a loop need not wait until it looks again. */
  readonly live: LiveEvents;
  readonly feedTiming: FeedTiming;
  /** Where the first import begins, in unix seconds; undefined: with the account's first day. */
  readonly historyFrom: number | undefined;
}

/** Reads the worker's environment and opens all it needs. Throws EnvironmentError. */
export async function openWorker(): Promise<WorkerDeps> {
  return createWorkerDeps(readEnvironment("worker"));
}

/** The same from a given environment, for tests. */
export async function createWorkerDeps(env: Environment<"worker">): Promise<WorkerDeps> {
  const runtime = await createRuntime("worker", env);
  const key = Buffer.from(env.COUNTERSIGN_ENCRYPTION_KEY, "base64");
  const limits = budgetLimits(env);
  const open = (forPerson: boolean): StripeGateway =>
    createStripeGateway({
      apiKey: env.STRIPE_API_KEY,
      apiUrl: env.STRIPE_API_URL,
      timeoutMs: env.STRIPE_TIMEOUT_MS,
      clock: runtime.clock,
      callLog: createStripeCallLog(runtime.db, runtime.scope, key, runtime.log),
      pace: createPace(runtime, limits, forPerson),
    });
  const gateway = open(false);
  const forPeople = open(true);
  const executor: CommandExecutor = {
    kinds: commandKinds,
    writer: forPeople,
    bulkWriter: gateway,
    reader: forPeople,
    leaseMs: env.COMMAND_LEASE_MS,
    backoffMs: env.COMMAND_BACKOFF_MS,
    probeAfterMs: env.PROBE_AFTER_MS,
    breaker: { ...BREAKER_LIMITS, pauseMs: env.BREAKER_PAUSE_MS },
  };
  const feedTiming = { leaseMs: env.FEED_LEASE_MS, pollMs: env.FEED_POLL_MS };
  const historyFrom = firstSecondIn(env, runtime);
  const live = new LiveEvents(runtime.db.pool);
  return { env, runtime, gateway, projectors, executor, live, feedTiming, historyFrom };
}

/** Throws EnvironmentError when money of before that day may still be on its way: it would be in no books. */
function firstSecondIn(
  { BACKFILL_FROM: day }: Environment<"worker">,
  { clock }: Pick<OpenRuntime, "clock">,
): number | undefined {
  if (day === undefined) return undefined;
  const second = firstSecondOf(day);
  if (!isSettledBy(second, clock.now()))
    throw new EnvironmentError(
      `BACKFILL_FROM ${day} is too late: give a day at least 45 days ago, or leave it out`,
    );
  return second;
}

/** What one worker works lanes with. */
export function laneWorkerOf(deps: WorkerDeps, workerId: string): LaneWorker {
  return {
    runtime: deps.runtime,
    reader: deps.gateway,
    projectors: deps.projectors,
    apiVersion: STRIPE_API_VERSION,
    workerId,
    leaseMs: deps.env.LANE_LEASE_MS,
    backoffMs: deps.env.LANE_BACKOFF_MS,
  };
}

/** What links to Stripe's pages are followed with. */
export function linkFollowerOf({ runtime, gateway, env }: WorkerDeps): LinkFollower {
  const sealingKey = Buffer.from(env.COUNTERSIGN_ENCRYPTION_KEY, "base64");
  return { runtime, reader: gateway, sealingKey };
}
