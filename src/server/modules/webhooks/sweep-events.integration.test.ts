import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stripe } from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { createListener } from "#ingest/listener.ts";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import { TEST_WEBHOOK_SECRET } from "#tests/support/signed-webhook.ts";
import {
  applyAll,
  deliver,
  type EventLists,
  eventsSoFar,
  forgetAll,
  headsOf,
  inboxOf,
  makeDue,
  sell,
  sweep,
  sweepIfDue,
  useSweepDesk,
} from "#tests/support/sweep-desk.ts";
import { createIntake } from "./intake.ts";
import { readSweep } from "./sweep-events.ts";

const DAY_SECONDS = 86_400;
/** More than a page of events. */
const SALES = 25;

const desk = useSweepDesk();
let listener: Server | null = null;
afterEach(() => {
  listener?.close();
  listener = null;
});

/** The console's own endpoint, as the sandbox knows it. */
async function listen(): Promise<Stripe.WebhookEndpoint> {
  const server = createListener({
    intake: createIntake(desk().ingest, TEST_WEBHOOK_SECRET),
    ready: () => Promise.resolve(true),
    nowMs: monotonicMs,
  });
  listener = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return desk().stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    enabled_events: ["*"],
  });
}

describe("events that no webhook brought", () => {
  it.each([
    {
      case: "dropped on their way",
      breaks: () => void desk().sandbox.engine.startFault({ effect: "webhook_drop" }),
    },
    {
      case: "never sent, since the endpoint was disabled",
      breaks: async ({ id }: Stripe.WebhookEndpoint) =>
        void (await desk().stripe.webhookEndpoints.update(id, { disabled: true })),
    },
  ])("are fetched and applied like any other: $case", async ({ breaks }) => {
    await breaks(await listen());
    const objects = await sell(desk());
    const missing = await sweep(desk());
    expect(missing).toBeGreaterThanOrEqual(objects.length);
    await applyAll(desk());
    expect([...(await headsOf(desk())).keys()]).toEqual(expect.arrayContaining(objects));
    const events = await inboxOf(desk());
    expect(events).toHaveLength(missing);
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(["sweep"]));
    expect(events.filter(({ status }) => !["done", "superseded"].includes(status))).toEqual([]);
    expect(await sweep(desk())).toBe(0);
    expect(await inboxOf(desk())).toEqual(events);
    expect(await readSweep(desk().worker)).toMatchObject({ swept24h: missing });
  });

  it("are found after days without any worker", async () => {
    const objects = await sell(desk());
    desk().sandbox.engine.changeClock({ advanceSeconds: 20 * DAY_SECONDS });
    expect(await sweep(desk())).toBeGreaterThanOrEqual(objects.length);
    await applyAll(desk());
    expect([...(await headsOf(desk())).keys()]).toEqual(expect.arrayContaining(objects));
  });

  it("are none of those that happened before the import, which brings their objects", async () => {
    await sell(desk());
    await forgetAll(desk().owner);
    desk().sandbox.engine.changeClock({ advanceSeconds: 60 });
    expect(await sweepIfDue(desk())).toBe(0);
    const objects = await sell(desk());
    expect(await sweep(desk())).toBeGreaterThanOrEqual(objects.length);
    await applyAll(desk());
    expect([...(await headsOf(desk())).keys()].toSorted()).toEqual(objects.toSorted());
  });

  it("are shown as such beside what was delivered, which is left alone", async () => {
    await sell(desk());
    await deliver(desk(), await eventsSoFar(desk()));
    const before = await desk().worker.db.prisma.webhookDelivery.count();
    expect(await sweep(desk())).toBe(0);
    expect(await desk().worker.db.prisma.webhookDelivery.count()).toBe(before);
    desk().sandbox.engine.changeClock({ advanceSeconds: 3_600 });
    const late = await sell(desk());
    const missing = await sweep(desk());
    const swept = await desk().worker.db.prisma.webhookDelivery.findMany({
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
        return desk().gateway.listEvents(window);
      },
    };
    for (let n = 0; n < SALES; n += 1) await sell(desk());
    desk().sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await sell(desk());
    await sweep(desk(), counting);
    expect(asked).toHaveLength(2);
    await sweep(desk(), counting);
    expect(asked).toHaveLength(3);
  });

  it("keeps its place when Stripe fails in the middle, and says so", async () => {
    for (let n = 0; n < SALES; n += 1) await sell(desk());
    let calls = 0;
    const breaking: EventLists = {
      listEvents: (window) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error("gone")) : desk().gateway.listEvents(window);
      },
    };
    await sweep(desk(), breaking);
    expect(
      await desk().worker.db.prisma.feedLane.findFirst({ where: { feed: "events" } }),
    ).toMatchObject({
      fails: 1,
      lastError: "gone",
    });
    const before = (await inboxOf(desk())).length;
    expect(before).toBeGreaterThan(0);
    expect(await sweep(desk())).toBeGreaterThan(0);
    expect((await inboxOf(desk())).length).toBeGreaterThan(before);
    expect(await sweep(desk())).toBe(0);
  });

  it("is made by one worker at a time, and leaves what is young to its delivery", async () => {
    await sell(desk());
    await makeDue(desk(), "events");
    expect(await sweepIfDue(desk())).toBe(0);
    desk().sandbox.engine.changeClock({ advanceSeconds: 1 });
    await makeDue(desk(), "events");
    const all = await Promise.all([1, 2, 3].map(() => sweepIfDue(desk())));
    expect(all.filter((missing) => missing > 0)).toHaveLength(1);
  });

  it("finds later what a list showed late, where Stripe says that it was not delivered", async () => {
    const { id } = await listen();
    await desk().stripe.webhookEndpoints.update(id, { url: "http://127.0.0.1:9/nobody" });
    const objects = await sell(desk());
    // As if the list had shown nothing of the sale while it was new.
    desk().sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await desk().owner.db.pool.query("UPDATE feed_lane SET drained_to = $1 WHERE feed = 'events'", [
      desk().worker.clock.now(),
    ]);
    expect(await sweep(desk())).toBe(0);
    await makeDue(desk(), "events_undelivered");
    expect(await sweepIfDue(desk())).toBeGreaterThanOrEqual(objects.length);
  });
});
