import { jitter } from "#server/platform/clock/ids.ts";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import { applyState, type LaneRound, settleAll, tellSettled } from "./apply-lane.ts";
import { planLane } from "./lane.policy.ts";
import {
  claimLanes,
  delayLane,
  holdLane,
  type LaneClaim,
  LaneLost,
  prolongLane,
  releaseLane,
  wakeFeed,
} from "./lane-claims.repo.ts";
import { loadLaneEvents, settleEvents } from "./lane-events.repo.ts";
import { type LaneWorker, MAX_PAUSE_MS, PARKED_AFTER } from "./lane-worker.ts";
import { loadHead } from "./object-head.repo.ts";
import { PoisonEvent } from "./read-snapshot.ts";

const BEATS_A_LEASE = 6;
const SPREAD = 0.2;
const LONGEST_ERROR = 300;

/**
 * Claims up to `limit` due lanes and works them side by side. Out: how many were claimed, so that the caller asks again at
 * once while there is work. A failing object delays or parks its own lane alone; only a database that is away throws.
 */
export async function workLanes(worker: LaneWorker, limit: number): Promise<number> {
  const { db, scope } = worker.runtime;
  const lanes = await claimLanes(db, scope, worker.leaseMs, limit);
  const outcomes = await Promise.allSettled(lanes.map((lane) => workLane(worker, lane)));
  if (outcomes.some((outcome) => outcome.status === "fulfilled" && outcome.value))
    await wakeFeed(db, scope);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return lanes.length;
}

/** Works one claimed lane; true when the feed may find something: a projection changed, or money settled. */
async function workLane(worker: LaneWorker, lane: LaneClaim): Promise<boolean> {
  const stopBeating = keepLease(worker, lane);
  try {
    const round = await loadRound(worker, lane);
    return await tryRound(worker, round);
  } finally {
    stopBeating();
  }
}

async function tryRound(worker: LaneWorker, round: LaneRound): Promise<boolean> {
  try {
    return await runRound(worker, round);
  } catch (error) {
    await afterFailure(worker, round, error);
    return false;
  }
}

async function loadRound({ runtime, workerId }: LaneWorker, lane: LaneClaim): Promise<LaneRound> {
  const [events, head] = await Promise.all([
    loadLaneEvents(runtime.db, lane),
    loadHead(runtime.db, lane),
  ]);
  return { lane, events, head, attempt: { worker: workerId, startedAt: runtime.clock.realNow() } };
}

async function runRound(worker: LaneWorker, round: LaneRound): Promise<boolean> {
  const { objectType, objectId, fails } = round.lane;
  const plan = planLane({
    objectType,
    // What has no id, as an invoice that is only announced, can be kept by nobody.
    projected: isProjected(worker, objectType) && objectId !== objectType,
    events: round.events,
    head: round.head,
    fails,
    apiVersion: worker.apiVersion,
  });
  switch (plan.kind) {
    case "nothing":
      await worker.runtime.db.transaction((tx) => releaseLane(tx, round.lane, true));
      return false;
    case "ignore":
      await settleAll(worker, round, { status: "ignored", reason: plan.reason });
      return false;
    case "compare":
      await tellSettled(worker, round);
      return true;
    case "snapshot":
    case "refetch":
      if (!isProjected(worker, objectType)) return false;
      await applyState(worker, round, plan, objectType);
      return true;
  }
}

function isProjected(
  { projectors }: LaneWorker,
  objectType: string,
): objectType is StripeObjectType {
  return Object.hasOwn(projectors, objectType);
}

/** Renews the lease while Stripe is asked. A lost lease is found out at the commit, by the fence. */
function keepLease(worker: LaneWorker, lane: LaneClaim): () => void {
  const timer = setInterval(() => {
    prolongLane(worker.runtime.db, lane, worker.leaseMs).catch((error: unknown) =>
      worker.runtime.log.warn({ err: error, objectId: lane.objectId }, "lease not renewed"),
    );
  }, worker.leaseMs / BEATS_A_LEASE);
  timer.unref();
  return () => clearInterval(timer);
}

async function afterFailure(worker: LaneWorker, round: LaneRound, error: unknown): Promise<void> {
  const { log } = worker.runtime;
  const { objectType, objectId, fails } = round.lane;
  if (error instanceof LaneLost) {
    log.warn({ objectType, objectId }, "lane was taken over, nothing was written");
    return;
  }
  log.warn({ err: error, objectType, objectId, fails: fails + 1 }, "lane failed");
  try {
    await (error instanceof PoisonEvent ? bury(worker, round, error) : delay(worker, round, error));
  } catch (later) {
    if (!(later instanceof LaneLost)) throw later;
  }
}

/** A poison event is dead at once; the others of its lane go on without it. */
async function bury(
  worker: LaneWorker,
  { lane, attempt }: LaneRound,
  poison: PoisonEvent,
): Promise<void> {
  await worker.runtime.db.transaction(async (tx) => {
    await holdLane(tx, lane);
    const outcome = {
      seqs: [poison.seq],
      status: "dead",
      reason: "poison",
      error: describe(poison),
    } as const;
    await settleEvents(tx, lane, outcome, attempt);
    await releaseLane(tx, lane, false);
  });
}

async function delay(
  worker: LaneWorker,
  { lane, events, attempt }: LaneRound,
  error: unknown,
): Promise<void> {
  const text = describe(error);
  const park = lane.fails + 1 >= PARKED_AFTER;
  const pauseMs = Math.min(MAX_PAUSE_MS, worker.backoffMs * 2 ** lane.fails) * jitter(SPREAD);
  await worker.runtime.db.transaction(async (tx) => {
    await holdLane(tx, lane);
    const outcome = park
      ? ({ status: "parked", reason: "failed_too_often" } as const)
      : ({ status: "received", reason: null } as const);
    await settleEvents(
      tx,
      lane,
      { seqs: events.map((event) => event.seq), ...outcome, error: text },
      attempt,
    );
    await delayLane(tx, lane, park ? { parkedReason: text } : { pauseMs });
  });
}

/** The last line of an error: a driver's first lines quote the statement and its values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const line = error.message.trim().split("\n").at(-1) ?? "";
  return `${error.name}: ${line}`.slice(0, LONGEST_ERROR);
}
