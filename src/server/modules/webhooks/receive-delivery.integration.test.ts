import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import { openDatabase } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  eventBytes,
  signatureOf,
  TEST_WEBHOOK_SECRET,
  type TestEvent,
} from "#tests/support/signed-webhook.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { getDelivery } from "./get-delivery.ts";
import { createIntake, type Intake } from "./intake.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const database = useTestDatabase();
let ingest: Runtime;
let web: Runtime;
let intake: Intake;

beforeAll(() => {
  ingest = testRuntime(database(), "countersign_ingest");
  web = testRuntime(database(), "countersign_web");
  intake = createIntake(ingest, TEST_WEBHOOK_SECRET);
});
afterAll(async () => {
  await ingest.db.close();
  await web.db.close();
});

const chargeEvent = (id: string, more: Partial<TestEvent> = {}): TestEvent => ({
  id,
  type: "charge.succeeded",
  created: 1_790_000_000,
  object: { object: "charge", id: `ch_${id}`, billing_details: { email: "ada@example.test" } },
  ...more,
});

async function send(
  bytes: Uint8Array,
  signature: string | null = signatureOf(bytes, ingest.clock.realNow()),
) {
  const answer = await receiveDelivery(intake, {
    body: bytes,
    signature,
    remoteIp: "192.0.2.1",
    startedMs: monotonicMs(),
  });
  return answer.httpStatus;
}

const rowsOf = async (query: string) => {
  const page = await listDeliveries(web, { query, limit: 50 });
  return page.rows;
};

describe("a webhook delivery", () => {
  it("is stored byte for byte before it is answered, and wakes the lane of its object", async () => {
    const bytes = eventBytes(chargeEvent("evt_exact", { idempotencyKey: "cmd/1" }));
    expect(await send(bytes)).toBe(200);
    const stored = await web.db.prisma.webhookEvent.findFirstOrThrow({
      where: { eventId: "evt_exact" },
    });
    expect(Buffer.from(stored.raw).equals(bytes)).toBe(true);
    expect(stored).toMatchObject({
      status: "received",
      objectType: "charge",
      objectId: "ch_evt_exact",
      requestIdempotencyKey: "cmd/1",
      bodyHash: createHash("sha256").update(bytes).digest("hex"),
    });
    const lane = await web.db.prisma.objectLane.findFirstOrThrow({
      where: { objectId: "ch_evt_exact" },
    });
    expect(lane.wanted > lane.done).toBe(true);
  });

  it("is answered 200 again when it comes again, as a duplicate of one event", async () => {
    const bytes = eventBytes(chargeEvent("evt_twice"));
    const statuses = await Promise.all([send(bytes), send(bytes), send(bytes)]);
    expect([...statuses, await send(bytes)]).toEqual([200, 200, 200, 200]);
    expect(await web.db.prisma.webhookEvent.count({ where: { eventId: "evt_twice" } })).toBe(1);
    const results = (await rowsOf("evt_twice")).map((row) => row.result);
    expect(results.toSorted()).toEqual(["accepted", "duplicate", "duplicate", "duplicate"]);
  });

  it.each([
    ["bad_signature", () => "t=1,v1=00"],
    [
      "too_old",
      (bytes: Uint8Array) =>
        signatureOf(bytes, new Date(ingest.clock.realNow().getTime() - 400_000)),
    ],
    [
      "from_future",
      (bytes: Uint8Array) =>
        signatureOf(bytes, new Date(ingest.clock.realNow().getTime() + 120_000)),
    ],
  ])("is refused with a row and nothing of its body: %s", async (result, sign) => {
    const bytes = eventBytes(chargeEvent(`evt_${result}`));
    expect(await send(bytes, sign(bytes))).toBe(400);
    const page = await listDeliveries(web, { result: [result as "too_old"], limit: 50 });
    expect(page.rows[0]).toMatchObject({
      result,
      httpStatus: 400,
      eventId: null,
      objectId: null,
      status: null,
    });
    expect(await web.db.prisma.webhookEvent.count({ where: { eventId: `evt_${result}` } })).toBe(0);
  });

  it("is refused unread when it is too big", async () => {
    const answer = await receiveDelivery(intake, {
      body: { tooBig: 2_000_000 },
      signature: null,
      remoteIp: null,
      startedMs: monotonicMs(),
    });
    expect(answer.httpStatus).toBe(413);
    const page = await listDeliveries(web, { result: ["too_big"], limit: 50 });
    expect(page.rows).toHaveLength(1);
  });

  it.each([
    ["no JSON", Buffer.from("{not json")],
    ["no event", Buffer.from('{"object":"v2.core.event","id":"evt_thin"}')],
    ["a NUL in an id", eventBytes(chargeEvent("evt_nul\u0000"))],
  ])("is kept as a dead event when it is signed but unreadable: %s", async (_, bytes) => {
    expect(await send(bytes)).toBe(200);
    expect(await send(bytes)).toBe(200);
    const bodyHash = createHash("sha256").update(bytes).digest("hex");
    const dead = await web.db.prisma.webhookEvent.findMany({ where: { bodyHash } });
    expect(dead).toHaveLength(1);
    expect(dead[0]).toMatchObject({ status: "dead" });
    expect(Buffer.from(dead[0]?.raw ?? []).equals(bytes)).toBe(true);
    expect(
      await web.db.prisma.objectLane.count({ where: { objectId: dead[0]?.objectId ?? "" } }),
    ).toBe(0);
  });

  it("of the other mode is quarantined and wakes no lane", async () => {
    expect(await send(eventBytes(chargeEvent("evt_live", { livemode: true })))).toBe(200);
    expect((await rowsOf("evt_live"))[0]).toMatchObject({ result: "wrong_mode", status: "parked" });
    expect(await web.db.prisma.objectLane.count({ where: { objectId: "ch_evt_live" } })).toBe(0);
  });

  it("wakes its lane even where later numbers were worked off already", async () => {
    await send(
      eventBytes(chargeEvent("evt_wake_1", { object: { object: "charge", id: "ch_wake" } })),
    );
    await web.db.pool.query(
      "UPDATE object_lane SET wanted = wanted + 1000000, done = wanted + 1000000 WHERE object_id = 'ch_wake'",
    );
    await send(
      eventBytes(chargeEvent("evt_wake_2", { object: { object: "charge", id: "ch_wake" } })),
    );
    const lane = await web.db.prisma.objectLane.findFirstOrThrow({
      where: { objectId: "ch_wake" },
    });
    expect(lane.wanted > lane.done).toBe(true);
  });

  it("shares statements with others without mixing them up", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `evt_many_${index}`);
    const statuses = await Promise.all(ids.map((id) => send(eventBytes(chargeEvent(id)))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const stored = await web.db.prisma.webhookEvent.findMany({
      where: { eventId: { startsWith: "evt_many_" } },
    });
    expect(stored).toHaveLength(150);
    expect(
      stored.every((event) =>
        Buffer.from(event.raw).equals(eventBytes(chargeEvent(event.eventId))),
      ),
    ).toBe(true);
  });

  it("is answered 503 at once when the database is away, so that Stripe sends it again", async () => {
    const db = openDatabase("postgresql://nobody@127.0.0.1:1/none", 2, "test-away");
    const away = createIntake({ ...ingest, db }, TEST_WEBHOOK_SECRET);
    const bytes = eventBytes(chargeEvent("evt_away"));
    const signature = signatureOf(bytes, ingest.clock.realNow());
    const started = monotonicMs();
    const answer = await receiveDelivery(away, {
      body: bytes,
      signature,
      remoteIp: null,
      startedMs: started,
    });
    expect(answer.httpStatus).toBe(503);
    expect(monotonicMs() - started).toBeLessThan(2_500);
    await db.close();
  });
});

describe("the list of deliveries", () => {
  it("pages through all of them once, newest first", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(web, {
        limit: 7,
        type: "charge.succeeded",
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(
      await web.db.prisma.webhookDelivery.count({ where: { eventType: "charge.succeeded" } }),
    );
  });

  it("finds by event, by object and by type, and counts the last day", async () => {
    expect(await rowsOf("ch_evt_exact")).toHaveLength(1);
    expect((await rowsOf("charge.")).length).toBeGreaterThan(5);
    expect(await rowsOf("charge_")).toHaveLength(0);
    const { summary } = await listDeliveries(web, { limit: 1 });
    expect(summary.last24h).toBe(await web.db.prisma.webhookDelivery.count());
    expect(summary.rejected24h).toBe(4);
    expect(summary.parkedOrDead).toBe(4);
    expect(summary.ackP95Micros).toBeGreaterThan(0);
  });
});

describe("a delivery's page", () => {
  it("shows the body with personal data covered", async () => {
    const [row] = await rowsOf("evt_exact");
    const page = await getDelivery(web, { deliveryId: row?.id ?? "" });
    expect(page.event?.payload).not.toContain("ada@example.test");
    expect(JSON.parse(page.event?.payload ?? "")).toMatchObject({
      id: "evt_exact",
      data: { object: { id: "ch_evt_exact" } },
    });
    expect(page.signature.secretKeyId).toMatch(/^[0-9a-f]{8}$/);
  });

  it("does not exist for an unknown id", async () => {
    await expect(getDelivery(web, { deliveryId: "1-1" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
