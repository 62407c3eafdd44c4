import { createServer } from "node:http";
import type { Stripe } from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";

interface Notified {
  readonly body: string;
  readonly signature: string;
}

/** Takes whatever is posted to it. */
async function openMailbox(): Promise<{ url: string; notified: Notified[] }> {
  const notified: Notified[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.once("end", () => {
      const signature = String(request.headers["stripe-signature"]);
      notified.push({ body: Buffer.concat(parts).toString("utf8"), signature });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/thin`, notified };
}

const create = (
  { stripe }: TestAccount,
  url: string,
  more: Partial<Stripe.V2.Core.EventDestinationCreateParams> = {},
) =>
  stripe.v2.core.eventDestinations.create({
    name: "Thin",
    type: "webhook_endpoint",
    event_payload: "thin",
    enabled_events: ["v1.customer.created", "v1.customer.updated"],
    webhook_endpoint: { url },
    include: ["webhook_endpoint.signing_secret", "webhook_endpoint.url"],
    ...more,
  });

describe("a thin event", () => {
  it("refers to its object; the client fetches the event and the object", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { url, notified } = await openMailbox();
    const destination = await create(account, url);
    const customer = await stripe.customers.create({ name: "A" }, { idempotencyKey: "k1" });
    await expect.poll(() => notified.length).toBe(1);
    const [{ body, signature } = { body: "", signature: "" }] = notified;
    const secret = destination.webhook_endpoint?.signing_secret ?? "";
    const notification = stripe.parseEventNotification(body, signature, secret);
    if (notification.type !== "v1.customer.created") throw new Error(notification.type);
    expect(notification.related_object).toEqual({
      id: customer.id,
      type: "customer",
      url: `/v1/customers/${customer.id}`,
    });
    expect(JSON.parse(body)).not.toHaveProperty("data");
    expect((await notification.fetchRelatedObject()).name).toBe("A");
    const event = await notification.fetchEvent();
    expect(event).toMatchObject({ id: notification.id, created: "2026-03-02T10:00:00.000Z" });
    expect(event.reason?.request?.idempotency_key).toBe("k1");
    expect(event.snapshot_event).toBe((await stripe.events.list()).data[0]?.id);
  });

  it("says what changed when it is fetched", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.customers.create({ name: "A" });
    await stripe.customers.update(id, { name: "B" });
    const { data } = await stripe.v2.core.events.list({ object_id: id });
    expect(data.map(({ type }) => type)).toEqual(["v1.customer.updated", "v1.customer.created"]);
    expect(data[0]?.changes).toMatchObject({ before: { name: "A" }, after: { name: "B" } });
    const updated = await stripe.v2.core.events.list({ types: ["v1.customer.updated"] });
    expect(updated.data.length).toBe(1);
  });

  it("is paged by tokens", async () => {
    const { stripe } = await openAccount();
    for (const name of ["A", "B", "C", "D", "E"]) await stripe.customers.create({ name });
    const types: string[] = [];
    for await (const { type } of stripe.v2.core.events.list({ limit: 2 })) types.push(type);
    expect(types.length).toBe(5);
    expect(await errorOf(stripe.v2.core.events.list({ limit: 0 }))).toMatchObject({
      statusCode: 400,
      code: "invalid_fields",
    });
  });

  it("is gone after 30 days", async () => {
    const account = await openAccount();
    await account.stripe.customers.create({ name: "A" });
    const [event] = (await account.stripe.v2.core.events.list()).data;
    await account.advance(30 * 86_400);
    const call = account.stripe.v2.core.events.retrieve(event?.id ?? "");
    expect(await errorOf(call)).toMatchObject({ statusCode: 404, code: "not_found" });
  });
});

describe("an event destination", () => {
  it("shows address and secret only where they are asked for, the secret only when it is created", async () => {
    const account = await openAccount();
    const { eventDestinations } = account.stripe.v2.core;
    const made = await create(account, "https://example.com/thin");
    expect(made.webhook_endpoint?.signing_secret).toMatch(/^whsec_\w{32}$/);
    const plain = await eventDestinations.retrieve(made.id);
    expect(plain.webhook_endpoint).toEqual({});
    const include = { include: ["webhook_endpoint.url" as const] };
    const { webhook_endpoint: endpoint } = await eventDestinations.retrieve(made.id, include);
    expect(endpoint).toEqual({ url: "https://example.com/thin" });
  });

  it("is updated, disabled, enabled and deleted", async () => {
    const account = await openAccount();
    const { eventDestinations } = account.stripe.v2.core;
    const { id } = await create(account, "https://example.com/thin", { metadata: { a: "1" } });
    const renamed = await eventDestinations.update(id, { name: "New", metadata: { b: "2" } });
    expect(renamed).toMatchObject({ name: "New", metadata: { a: "1", b: "2" } });
    const off = await eventDestinations.disable(id);
    expect(off).toMatchObject({
      status: "disabled",
      status_details: { disabled: { reason: "user" } },
    });
    expect(await eventDestinations.enable(id)).toMatchObject({ status: "enabled" });
    expect((await eventDestinations.list()).data.map((found) => found.id)).toEqual([id]);
    expect(await eventDestinations.del(id)).toMatchObject({ id, deleted: true });
    expect(await errorOf(eventDestinations.retrieve(id))).toMatchObject({ statusCode: 404 });
  });

  it("is pinged, and nothing else goes to it while it is disabled", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { url, notified } = await openMailbox();
    const { id } = await create(account, url);
    const ping = await stripe.v2.core.eventDestinations.ping(id);
    expect(ping.type).toBe("v2.core.event_destination.ping");
    await expect.poll(() => notified.length).toBe(1);
    const { data } = await stripe.events.list();
    expect(data).toEqual([]);
    await stripe.v2.core.eventDestinations.disable(id);
    await stripe.customers.create({ name: "A" });
    expect((await stripe.events.list()).data[0]?.pending_webhooks).toBe(0);
    expect(notified.length).toBe(1);
  });

  it("can take whole events too", async () => {
    const account = await openAccount();
    const { url, notified } = await openMailbox();
    const made = await create(account, url, {
      event_payload: "snapshot",
      enabled_events: ["customer.created"],
    });
    await account.stripe.customers.create({ name: "A" });
    await expect.poll(() => notified.length).toBe(1);
    const [{ body, signature } = { body: "", signature: "" }] = notified;
    const secret = made.webhook_endpoint?.signing_secret ?? "";
    expect(account.stripe.webhooks.constructEvent(body, signature, secret).type).toBe(
      "customer.created",
    );
  });

  it.each([
    [{ enabled_events: ["v1.charge.exploded"] }, "no type of thin events"],
    [{ enabled_events: [] }, "at least one event type"],
    [{ webhook_endpoint: { url: "nowhere" } }, "explicit scheme"],
    [{ type: "amazon_eventbridge" as const }, "webhook_endpoint only"],
  ])("%j is refused in a sentence", async (wrong, sentence) => {
    const account = await openAccount();
    const error = await errorOf(create(account, "https://example.com/thin", wrong));
    expect(error.statusCode).toBe(400);
    expect(error.message).toContain(sentence);
  });

  it("is made once under its idempotency key, and needs a version and a key", async () => {
    const account = await openAccount();
    const params = {
      name: "Thin",
      type: "webhook_endpoint" as const,
      event_payload: "thin" as const,
      enabled_events: ["v1.customer.created"],
      webhook_endpoint: { url: "https://example.com/thin" },
    };
    const { eventDestinations } = account.stripe.v2.core;
    const first = await eventDestinations.create(params, { idempotencyKey: "k1" });
    expect((await eventDestinations.create(params, { idempotencyKey: "k1" })).id).toBe(first.id);
    const url = `${account.sandbox.url}/v2/core/event_destinations`;
    const withoutVersion = await fetch(url, { headers: { authorization: "Bearer sk_test_any" } });
    expect(await withoutVersion.text()).toContain("A Stripe-Version header is required");
    expect((await fetch(url)).status).toBe(401);
  });
});
