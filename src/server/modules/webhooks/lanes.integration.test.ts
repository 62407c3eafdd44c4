import { describe, expect, it } from "vitest";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import { asStripe, FakeStripe, type State, testProjectors } from "#tests/support/fake-stripe.ts";
import { changed, type LaneBench, useLaneBench } from "#tests/support/lane-bench.ts";
import { workLanes } from "./work-lanes.ts";

const bench = useLaneBench();
const {
  deliver,
  drain,
  projections,
  statuses,
  worker,
}: Pick<LaneBench, "deliver" | "drain" | "projections" | "statuses" | "worker"> = {
  deliver: (event) => bench().deliver(event),
  drain: (lanes) => bench().drain(lanes),
  projections: () => bench().projections(),
  statuses: () => bench().statuses(),
  worker: (stripe, more) => bench().worker(stripe, more),
};

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
    expect(
      await bench().runtime.db.prisma.outboxEvent.count({
        where: { topic: "object.projected", key: "cus_1" },
      }),
    ).toBe(1);
    expect(await bench().runtime.db.prisma.eventAttempt.count()).toBe(2);
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
    const head = await bench().runtime.db.prisma.objectHead.findFirstOrThrow();
    expect(head.deleted).toBe(true);
  });

  it("ignores, visibly, what the console does not keep", async () => {
    await deliver({
      id: "evt_b",
      type: "capability.updated",
      created: 1,
      object: { object: "capability", id: "card_payments" },
    });
    await drain(worker(new FakeStripe()));
    const event = await bench().runtime.db.prisma.webhookEvent.findFirstOrThrow();
    expect(event).toMatchObject({ status: "ignored", statusReason: "no_projection" });
  });

  it("keeps nothing of a balance that settled, but has the books compared with it", async () => {
    const balance = { id: "evt_b", type: "balance.available", object: { object: "balance" } };
    await deliver({ ...balance, created: 1 });
    await drain(worker(new FakeStripe()));
    const { prisma } = bench().runtime.db;
    const event = await prisma.webhookEvent.findFirstOrThrow();
    expect(event).toMatchObject({ status: "done", statusReason: "books_compared" });
    expect(await prisma.outboxEvent.count({ where: { topic: "balance.settled" } })).toBe(1);
  });

  it("parks alone after failing too often, and a newer event that succeeds covers what was parked", async () => {
    const stripe = new FakeStripe();
    stripe.failing = true;
    const charge: State = { type: "charge", id: "ch_1", version: 1 };
    await deliver(changed("evt_c", charge, 100));
    await deliver(changed("evt_1", customer(1), 100));
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_c: "parked", evt_1: "done" });
    const parked = await bench().runtime.db.prisma.webhookEvent.findFirstOrThrow({
      where: { eventId: "evt_c" },
    });
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
    await bench().owner.db.pool.query(
      "UPDATE webhook_event SET raw = 'broken' WHERE event_id = 'evt_2'",
    );
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
    for (let n = 0; n < 40; n += 1)
      await deliver(changed(`evt_${n}`, { type: "customer", id: `cus_${n}`, version: n }, 100 + n));
    const a = worker(stripe);
    const b = worker(stripe, { workerId: "worker-b" });
    await Promise.all([drain(a), drain(b)]);
    const writes = await bench().runtime.db.pool.query<{ writes: number }>(
      "SELECT writes FROM test_projection",
    );
    expect(writes.rows).toHaveLength(40);
    expect(writes.rows.every((row) => row.writes === 1)).toBe(true);
    expect(await bench().runtime.db.prisma.eventAttempt.count()).toBe(40);
    expect(await bench().runtime.db.prisma.outboxEvent.count()).toBe(40);
  });

  it("let a zombie that lost its lease commit nothing", async () => {
    const stripe = new FakeStripe();
    const reached = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const slow = {
      retrieve: async <T extends StripeObjectType>(type: T, id: string) => {
        reached.resolve();
        await taken.promise;
        return asStripe(type, { id, version: 1 });
      },
    };
    const refund: State = { type: "refund", id: "re_1", version: 7 };
    stripe.objects.set("re_1", refund);
    await deliver(changed("evt_r", refund, 100));
    const zombie = workLanes(worker(stripe, { reader: slow, workerId: "zombie" }), 1);
    await reached.promise;
    await bench().runtime.db.pool.query(
      "UPDATE object_lane SET lease_until = now() - interval '1 second'",
    );
    await drain(worker(stripe));
    taken.resolve();
    await zombie;
    expect(await projections()).toEqual([{ type: "refund", id: "re_1", version: 7 }]);
    const attempts = await bench().runtime.db.prisma.eventAttempt.findMany({
      select: { worker: true, outcome: true },
    });
    expect(attempts).toEqual([{ worker: "worker-a", outcome: "done" }]);
  });

  it("take over the lane of a worker that died with its lease", async () => {
    const stripe = new FakeStripe();
    await deliver(changed("evt_1", customer(1), 100));
    await bench().runtime.db.pool.query(
      "UPDATE object_lane SET lease_token = 5, lease_until = clock_timestamp() + interval '200 milliseconds'",
    );
    expect(await workLanes(worker(stripe), 4)).toBe(0);
    await drain(worker(stripe));
    expect(await statuses()).toEqual({ evt_1: "done" });
  });
});
