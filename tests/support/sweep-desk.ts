import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import {
  createIntake,
  receiveDelivery,
  sweepEvents,
  workLanes,
} from "#server/modules/webhooks/index.ts";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { STRIPE_API_VERSION } from "#server/platform/stripe/stripe-client.ts";
import { createStripeGateway, type StripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeEvent } from "#server/platform/stripe/stripe-objects.ts";
import { eventually } from "./eventually.ts";
import { testProjectors } from "./fake-stripe.ts";
import { signatureOf, TEST_WEBHOOK_SECRET } from "./signed-webhook.ts";
import { useTestDatabase } from "./test-database.ts";
import { testRuntime } from "./test-runtime.ts";

const MONDAY_MS = Date.UTC(2026, 2, 2, 10);
const SWEEP_TIMING = { leaseMs: 10_000, pollMs: 1_000 };
const PROJECTION = `CREATE TABLE test_projection (type text, id text, version int, writes int, PRIMARY KEY (type, id));
  GRANT ALL ON test_projection TO countersign_worker`;
const FORGET = `TRUNCATE test_projection, webhook_event, webhook_delivery, event_key, event_attempt, object_lane,
  object_head, outbox_event, feed_lane`;

export type EventLists = Pick<StripeGateway, "listEvents">;

/** A console and the sandbox that plays Stripe for it; no webhook arrives unless a test sees to it. */
export interface SweepDesk {
  readonly sandbox: RunningSandbox;
  readonly stripe: Stripe;
  readonly gateway: StripeGateway;
  readonly owner: Runtime;
  readonly worker: Runtime;
  readonly ingest: Runtime;
}

/** For the top of a test file: a desk before each test, whose sweep has been through once. Out: how to reach it inside a test. */
export function useSweepDesk(): () => SweepDesk {
  const database = useTestDatabase();
  const owners: Runtime[] = [];
  const open: { desk: SweepDesk; folder: string }[] = [];
  beforeAll(async () => {
    const owner = testRuntime(database(), "countersign_owner");
    owners.push(owner);
    await owner.db.pool.query(PROJECTION);
  });
  beforeEach(async () => {
    const [owner] = owners;
    if (owner === undefined) return;
    await forgetAll(owner);
    const folder = await mkdtemp(join(tmpdir(), "sweep-"));
    const desk = await openDesk(folder, owner, database());
    open.push({ desk, folder });
    await sweep(desk);
  });
  afterEach(async () => {
    for (const { desk, folder } of open.splice(0)) {
      await Promise.all([desk.worker.db.close(), desk.ingest.db.close()]);
      await desk.sandbox.close();
      await rm(folder, { recursive: true });
    }
  });
  afterAll(() => Promise.all(owners.map(({ db }) => db.close())));
  return () => {
    const [last] = open;
    if (last === undefined) throw new Error("The desk exists only while tests run.");
    return last.desk;
  };
}

/** Empties inbox, lanes and projections. */
export async function forgetAll(owner: Runtime): Promise<void> {
  await owner.db.pool.query(FORGET);
}

async function openDesk(
  dataFolder: string,
  owner: Runtime,
  database: Parameters<typeof testRuntime>[0],
): Promise<SweepDesk> {
  const sandbox = await startSandbox({
    dataFolder,
    frozenAtMs: MONDAY_MS,
    webhookRetryProfile: "fast",
  });
  const clock = {
    now: () => new Date(sandbox.engine.world.clock.nowMs()),
    realNow: () => new Date(),
    speed: () => 0,
  };
  const scope = { accountId: sandbox.accountId, livemode: false };
  return {
    sandbox,
    stripe: new Stripe(sandbox.apiKey, {
      host: "127.0.0.1",
      port: sandbox.port,
      protocol: "http",
      maxNetworkRetries: 0,
    }),
    gateway: createStripeGateway({
      apiKey: sandbox.apiKey,
      apiUrl: sandbox.url,
      timeoutMs: 5_000,
      callLog: { write: () => Promise.resolve() },
      clock,
    }),
    owner,
    worker: testRuntime(database, "countersign_worker", { clock, scope }),
    ingest: testRuntime(database, "countersign_ingest", { clock, scope }),
  };
}

/** Sweeps where it is due. Out: how many events were missing. */
export const sweepIfDue = (
  { worker, gateway }: SweepDesk,
  reader: EventLists = gateway,
): Promise<number> =>
  sweepEvents({ runtime: worker, reader, projectors: testProjectors() }, SWEEP_TIMING);

export async function makeDue({ owner }: SweepDesk, feed: string): Promise<void> {
  await owner.db.pool.query("UPDATE feed_lane SET run_after = now() WHERE feed = $1", [feed]);
}

/** Lets the time pass that an event is left to its delivery, and sweeps. */
export async function sweep(desk: SweepDesk, reader?: EventLists): Promise<number> {
  desk.sandbox.engine.changeClock({ advanceSeconds: SWEEP_TIMING.pollMs / 1_000 });
  await makeDue(desk, "events");
  return sweepIfDue(desk, reader);
}

/** A customer who pays and gets a part of it back. Out: the ids of the objects that the console must know of. */
export async function sell({ stripe }: SweepDesk): Promise<string[]> {
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
  const charge = typeof intent.latest_charge === "string" ? intent.latest_charge : "none";
  return [customer.id, intent.id, charge, refund.id];
}

/** Works the lanes until nothing waits. */
export async function applyAll({ worker, gateway }: SweepDesk): Promise<void> {
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

/** The newest state of each object that was applied, by id. */
export async function headsOf({ worker }: SweepDesk): Promise<Map<string, unknown>> {
  const rows = await worker.db.prisma.objectHead.findMany({
    select: { objectId: true, doc: true },
    orderBy: { objectId: "asc" },
  });
  return new Map(rows.map(({ objectId, doc }) => [objectId, doc]));
}

/** Every event of the inbox, with how it came and what became of it. */
export const inboxOf = ({ worker }: SweepDesk) =>
  worker.db.prisma.webhookEvent.findMany({
    select: { eventId: true, source: true, status: true },
    orderBy: { eventId: "asc" },
  });

/** Delivers events as Stripe would. Out: what each was answered. */
export async function deliver(
  { ingest }: SweepDesk,
  events: readonly StripeEvent[],
): Promise<number[]> {
  const intake = createIntake(ingest, TEST_WEBHOOK_SECRET);
  const answers: number[] = [];
  for (const event of events) {
    const body = Buffer.from(JSON.stringify(event, null, 2));
    const answer = await receiveDelivery(intake, {
      body,
      signature: signatureOf(body, intake.clock.realNow()),
      remoteIp: null,
      startedMs: monotonicMs(),
    });
    answers.push(answer.httpStatus);
  }
  return answers;
}

/** All events so far, in the order in which they happened; no more than a page of them. */
export async function eventsSoFar({ gateway }: SweepDesk): Promise<readonly StripeEvent[]> {
  return (await gateway.listEvents({ limit: 100 })).items.toReversed();
}
