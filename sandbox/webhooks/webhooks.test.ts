import { describe, expect, it } from "vitest";
import { validateStripeObject } from "../contracts/validate.ts";
import { errorOf, openAccount, paidCharge, type TestAccount } from "../testing/test-account.ts";
import { openReceiver, type WebhookReceiver } from "../testing/webhook-receiver.ts";
import { waitAfter } from "./retry-profiles.ts";

async function listen(
  { stripe }: TestAccount,
  receiver: WebhookReceiver,
  events: ["*"] | ["refund.created"],
): Promise<string> {
  const endpoint = await stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: events,
  });
  receiver.useSecret(endpoint.secret ?? "");
  return endpoint.id;
}

interface DeliveryLog {
  readonly deliveries: readonly {
    state: string;
    attempts: readonly { attempt: number; status: number }[];
  }[];
}

describe("a delivery", () => {
  it("carries each event once, signed over the exact bytes, valid by the SDK's types", async () => {
    const account = await openAccount();
    const receiver = await openReceiver();
    await listen(account, receiver, ["*"]);
    const { charge } = await paidCharge(account, 5_000);
    await account.stripe.refunds.create({ charge: charge.id });
    await expect.poll(() => receiver.received.length).toBe(5);
    expect(receiver.received.map(({ type }) => type).toSorted()).toEqual([
      "charge.refunded",
      "charge.succeeded",
      "payment_intent.created",
      "payment_intent.succeeded",
      "refund.created",
    ]);
    expect(receiver.received.flatMap((event) => validateStripeObject(event))).toEqual([]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(5);
    const { data } = await account.stripe.events.list();
    expect(data.every(({ pending_webhooks: pending }) => pending === 0)).toBe(true);
  });

  it("names the request that caused the event and its idempotency key", async () => {
    const account = await openAccount();
    const customer = await account.stripe.customers.create(
      { name: "A" },
      { idempotencyKey: "mine" },
    );
    const [event] = (await account.stripe.events.list()).data;
    expect(event?.request).toEqual({
      id: customer.lastResponse.requestId,
      idempotency_key: "mine",
    });
  });

  it("goes only to endpoints that want its type", async () => {
    const account = await openAccount();
    const receiver = await openReceiver();
    await listen(account, receiver, ["refund.created"]);
    const { charge } = await paidCharge(account, 5_000);
    await account.stripe.refunds.create({ charge: charge.id });
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received[0]?.type).toBe("refund.created");
  });

  it("is tried again until it is taken; the log shows each attempt", async () => {
    const account = await openAccount();
    const receiver = await openReceiver();
    await listen(account, receiver, ["*"]);
    receiver.answerWith(500);
    await account.stripe.customers.create({ name: "A" });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(1);
    const waiting = await account.stripe.events.list({ delivery_success: false });
    expect(waiting.data[0]?.pending_webhooks).toBe(1);
    receiver.answerWith(200);
    await expect
      .poll(async () => (await account.stripe.events.list({ delivery_success: true })).data.length)
      .toBe(1);
    const log = (await account.control("GET", "deliveries")) as DeliveryLog;
    const [delivery] = log.deliveries;
    expect(delivery?.state).toBe("succeeded");
    expect(delivery?.attempts.at(0)).toMatchObject({ attempt: 1, status: 500 });
    expect(delivery?.attempts.at(-1)).toMatchObject({ status: 200 });
  });

  it("stops when its endpoint is disabled or deleted", async () => {
    const account = await openAccount();
    const receiver = await openReceiver();
    const endpoint = await listen(account, receiver, ["*"]);
    receiver.answerWith(500);
    await account.stripe.customers.create({ name: "A" });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    await account.stripe.webhookEndpoints.update(endpoint, { disabled: true });
    await expect
      .poll(async () => account.control("GET", "deliveries"))
      .toMatchObject({ deliveries: [{ state: "canceled" }] });
    await account.stripe.customers.create({ name: "B" });
    expect((await account.stripe.events.list({ limit: 1 })).data[0]?.pending_webhooks).toBe(0);
  });
});

describe("an endpoint", () => {
  it("shows its secret only when it is created", async () => {
    const { stripe } = await openAccount();
    const created = await stripe.webhookEndpoints.create({
      url: "https://example.com/hook",
      enabled_events: ["*"],
      metadata: { a: "1" },
    });
    expect(created.secret).toMatch(/^whsec_\w{32}$/);
    expect((await stripe.webhookEndpoints.retrieve(created.id)).secret).toBeUndefined();
    expect(
      (await stripe.webhookEndpoints.update(created.id, { url: "https://example.com/other" })).url,
    ).toBe("https://example.com/other");
    await stripe.webhookEndpoints.del(created.id);
    expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
    expect(
      await errorOf(stripe.webhookEndpoints.create({ url: "nowhere", enabled_events: ["*"] })),
    ).toMatchObject({ code: "url_invalid" });
  });
});

describe("retry profiles", () => {
  it("keep to the frames that Stripe publishes", () => {
    const waits = (profile: "live" | "sandbox"): number[] => {
      const found: number[] = [];
      for (
        let wait = waitAfter(profile, 1);
        wait !== null;
        wait = waitAfter(profile, found.length + 1)
      )
        found.push(wait);
      return found;
    };
    const hours = (list: number[]): number => list.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(hours(waits("live"))).toBeLessThanOrEqual(72.7);
    expect(hours(waits("live"))).toBeGreaterThan(48);
    expect(waits("live")).toEqual(waits("live").toSorted((a, b) => a - b));
    expect(waits("sandbox").length).toBe(3);
  });
});
