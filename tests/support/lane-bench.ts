import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import {
  createIntake,
  type Intake,
  type LaneWorker,
  receiveDelivery,
  workLanes,
} from "#server/modules/webhooks/index.ts";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import { eventually } from "./eventually.ts";
import { type FakeStripe, type State, stripeObject, testProjectors } from "./fake-stripe.ts";
import { eventBytes, signatureOf, TEST_WEBHOOK_SECRET, type TestEvent } from "./signed-webhook.ts";
import { useTestDatabase } from "./test-database.ts";
import { testRuntime } from "./test-runtime.ts";

/** What the test's projectors have written, in the transaction of the lane: rows of a table that rolls back with it. */
const PROJECTION = `CREATE TABLE test_projection (type text, id text, version int, writes int, PRIMARY KEY (type, id));
  GRANT ALL ON test_projection TO countersign_worker`;
const FORGET = `TRUNCATE test_projection, webhook_event, webhook_delivery, event_key, event_attempt, object_lane,
  object_head, outbox_event`;

/** An intake and lanes over one database, each with the rights of its own role. */
export interface LaneBench {
  /** As the worker. */
  readonly runtime: Runtime;
  /** As the owner, for what a test does behind the product's back. */
  readonly owner: Runtime;
  readonly worker: (stripe: Pick<FakeStripe, "retrieve">, more?: Partial<LaneWorker>) => LaneWorker;
  readonly deliver: (event: TestEvent) => Promise<void>;
  readonly drain: (lanes: LaneWorker) => Promise<void>;
  readonly statuses: () => Promise<Record<string, string>>;
  readonly projections: () => Promise<State[]>;
  readonly forgetAll: () => Promise<void>;
}

/** For the top of a test file: a bench before its tests, emptied before each. Out: how to reach it inside a test. */
export function useLaneBench(): () => LaneBench {
  const database = useTestDatabase();
  const open: Runtime[] = [];
  const made: LaneBench[] = [];
  beforeAll(async () => {
    const [owner, ingest, runtime] = (
      ["countersign_owner", "countersign_ingest", "countersign_worker"] as const
    ).map((role) => testRuntime(database(), role));
    if (owner === undefined || ingest === undefined || runtime === undefined) return;
    open.push(owner, ingest, runtime);
    await owner.db.pool.query(PROJECTION);
    made.push(makeBench(owner, runtime, createIntake(ingest, TEST_WEBHOOK_SECRET)));
  });
  beforeEach(() => made[0]?.forgetAll());
  afterAll(() => Promise.all(open.map(({ db }) => db.close())));
  return () => {
    const [bench] = made;
    if (bench === undefined) throw new Error("The bench exists only while tests run.");
    return bench;
  };
}

/** The event that tells of a changed object. `created`: unix seconds. */
export const changed = (id: string, state: State, created: number): TestEvent => ({
  id,
  type: `${state.type}.updated`,
  created,
  object: stripeObject(state),
});

function makeBench(owner: Runtime, runtime: Runtime, intake: Intake): LaneBench {
  const { db } = runtime;
  return {
    runtime,
    owner,
    worker: (stripe, more = {}) => ({
      runtime,
      reader: stripe,
      projectors: testProjectors(),
      apiVersion: STRIPE_API_VERSION,
      workerId: "worker-a",
      leaseMs: 5_000,
      backoffMs: 1,
      ...more,
    }),
    deliver: (event) => deliver(intake, event),
    drain: async (lanes) => {
      await eventually(async () => {
        await workLanes(lanes, 4);
        const sql = "SELECT 1 FROM object_lane WHERE wanted > done AND parked_reason IS NULL";
        return (await db.pool.query(sql)).rowCount === 0;
      }, "all lanes are drained");
    },
    statuses: async () => {
      const rows = await db.prisma.webhookEvent.findMany({
        select: { eventId: true, status: true },
      });
      return Object.fromEntries(rows.map(({ eventId, status }) => [eventId, status]));
    },
    projections: async () => {
      const sql = "SELECT type, id, version FROM test_projection ORDER BY type, id";
      return (await db.pool.query<State>(sql)).rows;
    },
    forgetAll: async () => void (await owner.db.pool.query(FORGET)),
  };
}

async function deliver(intake: Intake, event: TestEvent): Promise<void> {
  const bytes = eventBytes(event);
  const answer = await receiveDelivery(intake, {
    body: bytes,
    signature: signatureOf(bytes, intake.clock.realNow()),
    remoteIp: null,
    startedMs: monotonicMs(),
  });
  expect(answer.httpStatus).toBe(200);
}
