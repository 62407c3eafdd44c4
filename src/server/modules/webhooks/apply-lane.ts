import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { LaneEvent, LaneHead, LanePlan } from "./lane.policy.ts";
import { nextHead } from "./lane.policy.ts";
import { holdLane, type LaneClaim, releaseLane } from "./lane-claims.repo.ts";
import {
  type AttemptFacts,
  EVENTS_A_ROUND,
  type EventOutcome,
  loadRaw,
  settleEvents,
  supersedeParked,
} from "./lane-events.repo.ts";
import type { LaneWorker } from "./lane-worker.ts";
import { writeHead } from "./object-head.repo.ts";
import { PoisonEvent, readSnapshot } from "./read-snapshot.ts";

/** What a lane's round found before anything was changed. */
export interface LaneRound {
  readonly lane: LaneClaim;
  readonly events: readonly LaneEvent[];
  readonly head: LaneHead | null;
  readonly attempt: AttemptFacts;
}

type Applied = Extract<LanePlan, { kind: "snapshot" | "refetch" }>;

/**
 * Gets the object's newest state, from the newest snapshot or from Stripe, and commits projection, head, statuses, attempts,
 * domain event and release in one transaction under the claim's fence. Out: that state, null when the object is gone. Throws LaneLost when the claim was lost,
 * PoisonEvent for a snapshot that is none; anything else may be tried again.
 */
export async function applyState<T extends StripeObjectType>(
  worker: LaneWorker,
  round: LaneRound,
  plan: Applied,
  type: T,
): Promise<StripeObjects[T] | null> {
  const { runtime } = worker;
  const object = await newestState(worker, round, plan, type);
  await runtime.db.transaction(async (tx) => {
    await holdLane(tx, round.lane);
    await project(worker, tx, { type, id: round.lane.objectId, object });
    const head = nextHead(round.head, round.events, object === null);
    await writeHead(tx, round.lane, head, {
      kind: plan.kind,
      apiVersion: worker.apiVersion,
      object,
    });
    await settleApplied(tx, round, plan);
    const { objectType, objectId } = round.lane;
    await appendEvent(tx, runtime.scope, {
      topic: "object.projected",
      key: objectId,
      payload: { version: 1, objectType, objectId },
    });
    await releaseLane(tx, round.lane, round.events.length < EVENTS_A_ROUND);
  });
  return object;
}

/** Settles every event of the round alike and gives the lane back, with no change to any projection. */
export async function settleAll(
  worker: LaneWorker,
  round: LaneRound,
  outcome: { status: "ignored"; reason: string },
): Promise<void> {
  await worker.runtime.db.transaction((tx) => settleRound(tx, round, outcome));
}

/** Tells that money of the balance has settled, and settles the events that said so. */
export async function tellSettled({ runtime }: LaneWorker, round: LaneRound): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    await settleRound(tx, round, { status: "done", reason: "books_compared" });
    await appendEvent(tx, runtime.scope, {
      topic: "balance.settled",
      key: round.lane.objectId,
      payload: { version: 1 },
    });
  });
}

async function settleRound(
  tx: Transaction,
  { lane, events, attempt }: LaneRound,
  outcome: Pick<EventOutcome, "status" | "reason">,
): Promise<void> {
  await holdLane(tx, lane);
  const seqs = events.map((event) => event.seq);
  await settleEvents(tx, lane, { seqs, ...outcome, error: null }, attempt);
  await releaseLane(tx, lane, events.length < EVENTS_A_ROUND);
}

async function newestState<T extends StripeObjectType>(
  worker: LaneWorker,
  round: LaneRound,
  plan: Applied,
  type: T,
): Promise<StripeObjects[T] | null> {
  const { objectId } = round.lane;
  if (plan.kind === "refetch") return await worker.reader.retrieve(type, objectId);
  const { seq } = plan.newest;
  const raw = await loadRaw(worker.runtime.db, round.lane, seq);
  if (raw === null) throw new PoisonEvent(seq, "the event is gone");
  return readSnapshot(raw, seq, { type, id: objectId });
}

async function project<T extends StripeObjectType>(
  worker: LaneWorker,
  tx: Transaction,
  state: { type: T; id: string; object: StripeObjects[T] | null },
): Promise<void> {
  const projector = worker.projectors[state.type];
  if (state.object !== null) await projector.project(tx, worker.runtime.scope, state.object);
  else await projector.forget?.(tx, worker.runtime.scope, state.id);
}

async function settleApplied(
  tx: Transaction,
  { lane, events, attempt }: LaneRound,
  plan: Applied,
): Promise<void> {
  const { newest } = plan;
  const reason = plan.kind === "refetch" ? `read_from_stripe:${plan.reason}` : null;
  const older = events.filter((event) => event.seq !== newest.seq).map((event) => event.seq);
  await settleEvents(
    tx,
    lane,
    { seqs: [newest.seq], status: "done", reason, error: null },
    attempt,
  );
  await settleEvents(
    tx,
    lane,
    { seqs: older, status: "superseded", reason: `covered_by:${newest.eventId}`, error: null },
    attempt,
  );
  await supersedeParked(tx, lane, newest.eventId);
}
