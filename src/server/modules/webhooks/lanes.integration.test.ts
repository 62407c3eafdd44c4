import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Transaction } from "#server/platform/db/database.ts";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projector, Projectors } from "#server/platform/stripe/projector.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import { eventually } from "#tests/support/eventually.ts";
import { eventBytes, signatureOf, TEST_WEBHOOK_SECRET, type TestEvent } from "#tests/support/signed-webhook.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { createIntake, type Intake } from "./intake.ts";
import type { LaneWorker } from "./lane-worker.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { workLanes } from "./work-lanes.ts";

const database = useTestDatabase();
let owner: Runtime;
let ingest: Runtime;
let runtime: Runtime;
let intake: Intake;

/** What the test's projectors have written, in the transaction of the lane: rows of a table that rolls back with it. */
const PROJECTION = "CREATE TABLE test_projection (type text, id text, version int, writes int, PRIMARY KEY (type, id))";

beforeAll(async () => {
  owner = testRuntime(database(), "countersign_owner");
  ingest = testRuntime(database(), "countersign_ingest");
  runtime = testRuntime(database(), "countersign_worker");
  intake = createIntake(ingest, TEST_WEBHOOK_SECRET);
  await owner.db.pool.query(PROJECTION);
  await owner.db.pool.query("GRANT ALL ON test_projection TO countersign_worker");
});
afterAll(() => Promise.all([owner, ingest, runtime].map(({ db }) => db.close())));
const forgetAll = () =>
  owner.db.pool.query("TRUNCATE test_projection, webhook_event, webhook_delivery, event_key, event_attempt, object_lane, object_head, outbox_event");
beforeEach(forgetAll);

type State = { type: StripeObjectType; id: string; version: number };

const versionOf = (object: object): number => Number((Reflect.get(object, "metadata") as { version?: string } | undefined)?.version ?? 0);

function testProjector<T extends StripeObjectType>(objectType: T, before: () => Promise<void>): Projector<T> {
  const write = (tx: Transaction, id: string, version: number) =>
    tx.$executeRaw`INSERT INTO test_projection AS p VALUES (${objectType}, ${id}, ${version}, 1)
      ON CONFLICT (type, id) DO UPDATE SET version = excluded.version, writes = p.writes + 1`;
  return {
    objectType,
    project: async (tx, _scope, object: StripeObjects[T]) => {
      await before();
      await write(tx, object.id, versionOf(object));
    },
    forget: async (tx, _scope, id) => {
      await write(tx, id, -1);
    },
  };
}

function testProjectors(before: () => Promise<void> = () => Promise.resolve()): Projectors {
  return {
    customer: testProjector("customer", before),
    payment_method: testProjector("payment_method", before),
    payment_intent: testProjector("payment_intent", before),
    charge: testProjector("charge", before),
    refund: testProjector("refund", before),
    payout: testProjector("payout", before),
  };
}

/** What Stripe answers for an object: its newest version, or null once it is deleted. */
class FakeStripe {
  readonly objects = new Map<string, State>();
  reads = 0;
  failing = false;

  async retrieve<T extends StripeObjectType>(type: T, id: string): Promise<StripeObjects[T] | null> {
    this.reads += 1;
    await Promise.resolve();
    if (this.failing) throw new Error("Stripe is away");
    const state = this.objects.get(id);
    return state === undefined ? null : (stripeObject({ ...state, type }) as StripeObjects[T]);
  }
}

function stripeObject({ type, id, version }: State): Record<string, unknown> {
  return { object: type, id, metadata: { version: String(version) } };
}

function worker(stripe: FakeStripe, more: Partial<LaneWorker> = {}): LaneWorker {
  return {
    runtime,
    reader: stripe,
    projectors: testProjectors(),
    apiVersion: STRIPE_API_VERSION,
    workerId: "worker-a",
    leaseMs: 5_000,
    backoffMs: 1,
    ...more,
  };
}

async function deliver(event: TestEvent): Promise<void> {
  const bytes = eventBytes(event);
  const answer = await receiveDelivery(intake, { body: bytes, signature: signatureOf(bytes, runtime.clock.realNow()), remoteIp: null, startedMs: monotonicMs() });
  expect(answer.httpStatus).toBe(200);
}

const changed = (id: string, state: State, created: number): TestEvent => ({ id, type: `${state.type}.updated`, created, object: stripeObject(state) });

async function drain(lanes: LaneWorker): Promise<void> {
  await eventually(async () => {
    await workLanes(lanes, 4);
    const left = await runtime.db.pool.query("SELECT 1 FROM object_lane WHERE wanted > done AND parked_reason IS NULL LIMIT 1");
    return left.rowCount === 0;
  }, "all lanes are drained");
}

async function statuses(): Promise<Record<string, string>> {
  const rows = await runtime.db.prisma.webhookEvent.findMany({ select: { eventId: true, status: true } });
  return Object.fromEntries(rows.map(({ eventId, status }) => [eventId, status]));
}

async function projections(): Promise<unknown[]> {
  return (await runtime.db.pool.query("SELECT type, id, version FROM test_projection ORDER BY type, id")).rows;
}

const customer = (version: number): State => ({ type: "customer", id: "cus_1", version });

describe("a lane", () => {
  it("applies the newest snapshot without asking Stripe, and settles every event", async () => {
    const stripe = new FakeStripe();
    await deliver(changed("evt_2", customer(2), 200));
    await deliver(changed("evt_1", customer(1), 100));
    await drain(worker(stripe));
    expect(await projections()).toEqual([{ type: "customer", id: "cus_1", version: 2 }]);
    expect(await statuses()).toEqual({ evt_2: "done", evt_1: "superseded" });
    expect(stripe.reads).toBe(0);
    expect(await runtime.db.prisma.outboxEvent.count({ where: { topic: "object.projected", key: "cus_1" } })).toBe(1);
    expect(await runtime.db.prisma.eventAttempt.count()).toBe(2);
  });

  it("asks Stripe once for all where two events share a second", async () => {
    const stripe = new FakeStripe();
    stripe.objects.set("cus_1", customer(9));
    for (const n of [1, 2, 3]) await deliver(changed(`evt_${n}`, customer(n), 100));
    await drain(worker(stripe));
    expect(stripe.reads).toBe(1);
    expect(await projections()).toEqual([{ type: "customer", id: "cus_1", version: 9 }]);
  });

  it("never lets a late event bring an older state back", async () => {
    const stripe = new FakeStripe();
    stripe.objects.set("cus_1", customer(5));
    await deliver(changed("evt_5", customer(5), 500));
    await drain(worker(stripe));
    await deliver(changed("evt_4", customer(4), 400));
    await drain(worker(stripe));
    expect(await projections()).toEqual([{ type: "customer", id: "cus_1", version: 5 }]);
  });

  it("keeps a tombstone that only Stripe itself can lift", async () => {
    const stripe = new FakeStripe();
    await deliver({ ...changed("evt_9", customer(1), 900), type: "customer.deleted" });
    await drain(worker(stripe));
    await deliver(changed("evt_1", customer(1), 950));
    await drain(worker(stripe));
    expect(await projections()).toEqual([{ type: "customer", id: "cus_1", version: -1 }]);
    const head = await runtime.db.prisma.objectHead.findFirstOrThrow();
    expect(head.deleted).toBe(true);
  });

  it("ignores, visibly, what the console does not keep", async () => {
    await deliver({ id: "evt_b", type: "balance.available", created: 1, object: { object: "balance" } });
    await drain(worker(new FakeStripe()));
    const event = await runtime.db.prisma.webhookEvent.findFirstOrThrow();
    expect(event).toMatchObject({ status: "ignored", statusReason: "no_projection" });
  });

  it("parks alone after failing too often, and a newer event that succeeds covers what was parked", async () => {
    const stripe = new FakeStripe();
    stripe.failing = true;
    const charge: State = { type: "charge", id: "ch_1", version: 1 };
    await deliver(changed("evt_c", charge, 100));
    await deliver(changed("evt_1", customer(1), 100));
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_c: "parked", evt_1: "done" });
    const parked = await runtime.db.prisma.webhookEvent.findFirstOrThrow({ where: { eventId: "evt_c" } });
    expect(parked).toMatchObject({ attempts: 8, lastError: "Error: Stripe is away" });
    stripe.failing = false;
    stripe.objects.set("ch_1", { ...charge, version: 2 });
    await deliver(changed("evt_d", { ...charge, version: 2 }, 200));
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_c: "superseded", evt_1: "done", evt_d: "done" });
  });

  it("buries a poison event at once and goes on with the others", async () => {
    await deliver(changed("evt_1", customer(1), 100));
    await deliver(changed("evt_2", customer(2), 200));
    await owner.db.pool.query("UPDATE webhook_event SET raw = 'broken' WHERE event_id = 'evt_2'");
    await drain(worker(new FakeStripe()));
    expect(await statuses()).toEqual({ evt_1: "done", evt_2: "dead" });
  });

  it("runs again for an event that arrives while it is worked", async () => {
    const stripe = new FakeStripe();
    let arrived = false;
    const projectors = testProjectors(() => {
      if (arrived) return Promise.resolve();
      arrived = true;
      // Not awaited: the lane's row is locked by this transaction until it commits.
      late = deliver(changed("evt_2", customer(2), 200));
      return Promise.resolve();
    });
    let late: Promise<void> = Promise.resolve();
    await deliver(changed("evt_1", customer(1), 100));
    await workLanes(worker(stripe, { projectors }), 1);
    await late;
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_1: "done", evt_2: "done" });
    expect(await projections()).toEqual([{ type: "customer", id: "cus_1", version: 2 }]);
  });
});

describe("two workers", () => {
  it("project each event once and lose none, working the same lanes at once", async () => {
    const stripe = new FakeStripe();
    for (let n = 0; n < 40; n += 1) await deliver(changed(`evt_${n}`, { type: "customer", id: `cus_${n}`, version: n }, 100 + n));
    const a = worker(stripe);
    const b = worker(stripe, { workerId: "worker-b" });
    await Promise.all([drain(a), drain(b)]);
    const writes = await runtime.db.pool.query<{ writes: number }>("SELECT writes FROM test_projection");
    expect(writes.rows).toHaveLength(40);
    expect(writes.rows.every((row) => row.writes === 1)).toBe(true);
    expect(await runtime.db.prisma.eventAttempt.count()).toBe(40);
    expect(await runtime.db.prisma.outboxEvent.count()).toBe(40);
  });

  it("let a zombie that lost its lease commit nothing", async () => {
    const stripe = new FakeStripe();
    const reached = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const slow = {
      retrieve: async <T extends StripeObjectType>(type: T, id: string) => {
        reached.resolve();
        await taken.promise;
        return stripeObject({ type, id, version: 1 }) as StripeObjects[T];
      },
    };
    const refund: State = { type: "refund", id: "re_1", version: 7 };
    stripe.objects.set("re_1", refund);
    await deliver(changed("evt_r", refund, 100));
    const zombie = workLanes(worker(stripe, { reader: slow, workerId: "zombie" }), 1);
    await reached.promise;
    await runtime.db.pool.query("UPDATE object_lane SET lease_until = now() - interval '1 second'");
    await drain(worker(stripe));
    taken.resolve();
    await zombie;
    expect(await projections()).toEqual([{ type: "refund", id: "re_1", version: 7 }]);
    const attempts = await runtime.db.prisma.eventAttempt.findMany({ select: { worker: true, outcome: true } });
    expect(attempts).toEqual([{ worker: "worker-a", outcome: "done" }]);
  });

  it("take over the lane of a worker that died with its lease", async () => {
    const stripe = new FakeStripe();
    await deliver(changed("evt_1", customer(1), 100));
    await runtime.db.pool.query("UPDATE object_lane SET lease_token = 5, lease_until = clock_timestamp() + interval '200 milliseconds'");
    expect(await workLanes(worker(stripe), 4)).toBe(0);
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_1: "done" });
  });
});

describe("any history", () => {
  const history = fc.array(fc.record({ type: fc.constantFrom<StripeObjectType>("customer", "refund"), created: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 8,
  });

  it("leads to the same projections and heads, however its events are permuted and repeated", { timeout: 60_000 }, async () => {
    const orders = history.chain((steps) => {
      const deliveries = [...steps.keys(), ...steps.keys()];
      return fc.record({ steps: fc.constant(steps), order: fc.shuffledSubarray(deliveries, { minLength: 1, maxLength: deliveries.length }), batch: fc.integer({ min: 1, max: 4 }) });
    });
    await fc.assert(
      fc.asyncProperty(orders, async ({ steps, order, batch }) => {
        await forgetAll();
        const stripe = new FakeStripe();
        const sorted = steps.toSorted((a, b) => a.created - b.created);
        const states = sorted.map(({ type }, version): State => ({ type, id: `${type}_1`, version: version + 1 }));
        for (const state of states) stripe.objects.set(state.id, state);
        const all = [...order, ...states.keys()];
        for (const [position, index] of all.entries()) {
          const state = states[index];
          const created = sorted[index]?.created;
          if (state === undefined || created === undefined) continue;
          await deliver(changed(`evt_${index}`, state, created));
          if (position % batch === 0) await drain(worker(stripe));
        }
        await drain(worker(stripe));
        const expected = [...stripe.objects.values()].map(({ type, id, version }) => ({ type, id, version })).toSorted((a, b) => (a.type < b.type ? -1 : 1));
        expect(await projections()).toEqual(expected);
        const heads = await runtime.db.prisma.objectHead.findMany({ select: { objectId: true, doc: true }, orderBy: { objectId: "asc" } });
        expect(heads.map(({ objectId, doc }) => [objectId, versionOf(doc as object)])).toEqual(expected.map(({ id, version }) => [id, version]));
        expect(Object.values(await statuses()).every((status) => status === "done" || status === "superseded")).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
