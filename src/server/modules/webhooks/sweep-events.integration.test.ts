import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createListener } from "#ingest/listener.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import { createStripeGateway, type StripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeEvent } from "#server/platform/stripe/stripe-objects.ts";
import { eventually } from "#tests/support/eventually.ts";
import { testProjectors } from "#tests/support/fake-stripe.ts";
import { signatureOf, TEST_WEBHOOK_SECRET } from "#tests/support/signed-webhook.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { createIntake, type Intake } from "./intake.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { readSweep, sweepEvents } from "./sweep-events.ts";
import { workLanes } from "./work-lanes.ts";

const MONDAY_MS = Date.UTC(2026, 2, 2, 10);
const DAY_SECONDS = 86_400;
const TIMING = { leaseMs: 10_000, pollMs: 1_000 };
/** More than a page of events. */
const SALES = 25;
const FORGET = `TRUNCATE test_projection, webhook_event, webhook_delivery, event_key, event_attempt, object_lane,
  object_head, outbox_event, feed_lane`;

const database = useTestDatabase();
let folder: string;
let sandbox: RunningSandbox;
let stripe: Stripe;
let gateway: StripeGateway;
let owner: Runtime;
let worker: Runtime;
let ingest: Runtime;
let listener: Server | null = null;

beforeAll(async () => {
  owner = testRuntime(database(), "countersign_owner");
  await owner.db.pool.query(
    `CREATE TABLE test_projection (type text, id text, version int, writes int, PRIMARY KEY (type, id));
     GRANT ALL ON test_projection TO countersign_worker`,
  );
});

/** An account whose shop has sold nothing yet, and a console that was imported just now. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sweep-"));
  sandbox = await startSandbox({
    dataFolder: folder,
    frozenAtMs: MONDAY_MS,
    webhookRetryProfile: "fast",
  });
  const clock = {
    now: () => new Date(sandbox.engine.world.clock.nowMs()),
    realNow: () => new Date(),
  };
  const scope = { accountId: sandbox.accountId, livemode: false };
  worker = testRuntime(database(), "countersign_worker", { clock, scope });
  ingest = testRuntime(database(), "countersign_ingest", { clock, scope });
  stripe = new Stripe(sandbox.apiKey, {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
  gateway = createStripeGateway({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    timeoutMs: 5_000,
    callLog: { write: () => Promise.resolve() },
    clock,
  });
  await owner.db.pool.query(FORGET);
  expect(await sweep()).toBe(0);
});

afterEach(async () => {
  listener?.close();
  listener = null;
  await Promise.all([worker.db.close(), ingest.db.close()]);
  await sandbox.close();
  await rm(folder, { recursive: true });
});

afterAll(() => owner.db.close());

type EventLists = Pick<StripeGateway, "listEvents">;

const sweepIfDue = (reader: EventLists = gateway) =>
  sweepEvents({ runtime: worker, reader, projectors: testProjectors() }, TIMING);

const makeDue = (feed: string) =>
  owner.db.pool.query("UPDATE feed_lane SET run_after = now() WHERE feed = $1", [feed]);

/** Lets the time pass that an event is left to its delivery, and sweeps. */
async function sweep(reader: EventLists = gateway): Promise<number> {
  sandbox.engine.changeClock({ advanceSeconds: TIMING.pollMs / 1_000 });
  await makeDue("events");
  return sweepIfDue(reader);
}

/** The console's own endpoint, with what it tells of the deliveries that the sandbox makes to it. */
async function listen(): Promise<Stripe.WebhookEndpoint> {
  const server = createListener({
    intake: createIntake(ingest, TEST_WEBHOOK_SECRET),
    ready: () => Promise.resolve(true),
    nowMs: monotonicMs,
  });
  listener = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    enabled_events: ["*"],
  });
}

/** A customer who pays and gets a part of it back: the objects that the console must know of. */
async function sell(): Promise<string[]> {
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const intent = await stripe.paymentIntents.create({
    amount: 4_200,
    currency: "eur",
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: "https://shop.example.com",
  });
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
  return [customer.id, intent.id, String(intent.latest_charge), refund.id];
}

async function applyAll(): Promise<void> {
  const lanes = {
    runtime: worker,
    reader: gateway,
    projectors: testProjectors(),
    apiVersion: STRIPE_API_VERSION,
    workerId: "worker-a",
    leaseMs: 5_000,
    backoffMs: 1,
  };
  await eventually(async () => {
    await workLanes(lanes, 4);
    const sql = "SELECT 1 FROM object_lane WHERE wanted > done AND parked_reason IS NULL";
    return (await worker.db.pool.query(sql)).rowCount === 0;
  }, "all lanes are drained");
}

const heads = async (): Promise<Map<string, unknown>> => {
  const rows = await worker.db.prisma.objectHead.findMany({
    select: { objectId: true, doc: true },
    orderBy: { objectId: "asc" },
  });
  return new Map(rows.map(({ objectId, doc }) => [objectId, doc]));
};

const inbox = () =>
  worker.db.prisma.webhookEvent.findMany({
    select: { eventId: true, source: true, status: true },
    orderBy: { eventId: "asc" },
  });

describe("events that no webhook brought", () => {
  it.each([
    {
      case: "dropped on their way",
      breaks: () => void sandbox.engine.startFault({ effect: "webhook_drop" }),
    },
    {
      case: "never sent, since the endpoint was disabled",
      breaks: async ({ id }: Stripe.WebhookEndpoint) =>
        void (await stripe.webhookEndpoints.update(id, { disabled: true })),
    },
  ])("are fetched and applied like any other: $case", async ({ breaks }) => {
    await breaks(await listen());
    const objects = await sell();
    const missing = await sweep();
    expect(missing).toBeGreaterThanOrEqual(objects.length);
    await applyAll();
    expect([...(await heads()).keys()]).toEqual(expect.arrayContaining(objects));
    const events = await inbox();
    expect(events).toHaveLength(missing);
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(["sweep"]));
    expect(events.filter(({ status }) => !["done", "superseded"].includes(status))).toEqual([]);
    expect(await sweep()).toBe(0);
    expect(await inbox()).toEqual(events);
    expect(await readSweep(worker)).toMatchObject({ swept24h: missing, lagMs: expect.any(Number) });
  });

  it("are found after days without any worker", async () => {
    const objects = await sell();
    sandbox.engine.changeClock({ advanceSeconds: 20 * DAY_SECONDS });
    expect(await sweep()).toBeGreaterThanOrEqual(objects.length);
    await applyAll();
    expect([...(await heads()).keys()]).toEqual(expect.arrayContaining(objects));
  });

  it("are shown as such beside what was delivered, which is left alone", async () => {
    await deliver(await sellAndList());
    const before = await worker.db.prisma.webhookDelivery.count();
    expect(await sweep()).toBe(0);
    expect(await worker.db.prisma.webhookDelivery.count()).toBe(before);
    sandbox.engine.changeClock({ advanceSeconds: 3_600 });
    const late = await sell();
    const missing = await sweep();
    const swept = await worker.db.prisma.webhookDelivery.findMany({
      where: { result: "swept" },
      select: { objectId: true, httpStatus: true, signedAt: true },
    });
    expect(swept).toHaveLength(missing);
    expect(swept.map(({ objectId }) => objectId)).toEqual(expect.arrayContaining(late));
    expect(swept.every(({ httpStatus, signedAt }) => httpStatus === 0 && signedAt === null)).toBe(
      true,
    );
  });
});

describe("a sweep", () => {
  it("asks for little when nothing is missing, however long the history", async () => {
    const asked: object[] = [];
    const counting: EventLists = {
      listEvents: (window) => {
        asked.push(window);
        return gateway.listEvents(window);
      },
    };
    for (let n = 0; n < SALES; n += 1) await sell();
    sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await sell();
    await sweep(counting);
    expect(asked).toHaveLength(2);
    await sweep(counting);
    expect(asked).toHaveLength(3);
  });

  it("keeps its place when Stripe fails in the middle, and says so", async () => {
    for (let n = 0; n < SALES; n += 1) await sell();
    let calls = 0;
    const breaking: EventLists = {
      listEvents: (window) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error("gone")) : gateway.listEvents(window);
      },
    };
    await sweep(breaking);
    expect(await worker.db.prisma.feedLane.findFirst({ where: { feed: "events" } })).toMatchObject({
      fails: 1,
      lastError: "gone",
    });
    const before = (await inbox()).length;
    expect(before).toBeGreaterThan(0);
    expect(await sweep()).toBeGreaterThan(0);
    expect((await inbox()).length).toBeGreaterThan(before);
    expect(await sweep()).toBe(0);
  });

  it("is made by one worker at a time, and leaves what is young to its delivery", async () => {
    await sell();
    await makeDue("events");
    expect(await sweepIfDue()).toBe(0);
    sandbox.engine.changeClock({ advanceSeconds: 1 });
    await makeDue("events");
    const all = await Promise.all([sweepIfDue(), sweepIfDue(), sweepIfDue()]);
    expect(all.filter((missing) => missing > 0)).toHaveLength(1);
  });

  it("finds later what a list showed late, where Stripe says that it was not delivered", async () => {
    const { id } = await listen();
    await stripe.webhookEndpoints.update(id, { url: "http://127.0.0.1:9/nobody" });
    const objects = await sell();
    // As if the list had shown nothing of the sale while it was new.
    sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await owner.db.pool.query("UPDATE feed_lane SET drained_to = $1 WHERE feed = 'events'", [
      worker.clock.now(),
    ]);
    expect(await sweep()).toBe(0);
    await makeDue("events_undelivered");
    expect(await sweepIfDue()).toBeGreaterThanOrEqual(objects.length);
  });
});

/** The events of a sale in the order in which they happened. */
async function sellAndList(): Promise<readonly StripeEvent[]> {
  await sell();
  return (await gateway.listEvents({ limit: 100 })).items.toReversed();
}

async function deliver(events: readonly StripeEvent[]): Promise<void> {
  const intake: Intake = createIntake(ingest, TEST_WEBHOOK_SECRET);
  for (const event of events) {
    const body = Buffer.from(JSON.stringify(event, null, 2));
    const answer = await receiveDelivery(intake, {
      body,
      signature: signatureOf(body, intake.clock.realNow()),
      remoteIp: null,
      startedMs: monotonicMs(),
    });
    expect(answer.httpStatus).toBe(200);
  }
}

describe("any subset of the deliveries that is lost", () => {
  it("leads to the same end state as none", { timeout: 60_000 }, async () => {
    await sell();
    sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await sell();
    sandbox.engine.changeClock({ advanceSeconds: 60 });
    const events = (await gateway.listEvents({ limit: 100 })).items.toReversed();
    await deliver(events);
    await applyAll();
    const expected = await heads();
    expect(expected.size).toBeGreaterThanOrEqual(8);
    const begun = await worker.db.prisma.feedLane.findMany();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...events]), async (arrived) => {
        await owner.db.pool.query(FORGET);
        await owner.db.prisma.feedLane.createMany({
          data: begun.map((lane) => ({ ...lane, runAfter: new Date(0) })),
        });
        await deliver(arrived.slice(0, 3));
        await sweepIfDue();
        await deliver(arrived.slice(3));
        await applyAll();
        expect(await heads()).toEqual(expected);
        const ids = (await inbox()).map(({ eventId }) => eventId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 15 },
    );
  });
});
