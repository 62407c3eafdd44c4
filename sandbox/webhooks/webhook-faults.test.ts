import { createServer } from "node:http";
import { Stripe } from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { openAccount, type TestAccount } from "../testing/test-account.ts";
import { disablesAfter } from "./retry-profiles.ts";

interface Arrival {
  readonly body: string;
  readonly signature: string;
  /** Where the application stands to it; null when it may trust it. */
  readonly distrust: string | null;
  readonly event: Stripe.Event;
}

interface Listener {
  readonly arrivals: Arrival[];
  readonly endpoint: string;
  readonly secret: string;
}

const stripe = new Stripe("sk_test_receiver");

/** A receiver that keeps what it distrusts too, and answers 200 in any case. */
async function listen(account: TestAccount): Promise<Listener> {
  const arrivals: Arrival[] = [];
  let secret = "";
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.once("end", () => {
      const body = Buffer.concat(parts).toString("utf8");
      const signature = String(request.headers["stripe-signature"]);
      const event = JSON.parse(body) as Stripe.Event;
      let distrust: string | null = null;
      try {
        stripe.webhooks.signature?.verifyHeader(body, signature, secret, 300);
      } catch (error) {
        distrust = error instanceof Error ? error.message : String(error);
      }
      arrivals.push({ body, signature, distrust, event });
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
  const endpoint = await account.stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${address.port}/hooks`,
    enabled_events: ["customer.created"],
  });
  secret = endpoint.secret ?? "";
  return { arrivals, endpoint: endpoint.id, secret };
}

async function customers({ stripe: client }: TestAccount, names: readonly string[]): Promise<void> {
  for (const name of names) await client.customers.create({ name });
}

const namesOf = (arrivals: readonly Arrival[]): (string | null | undefined)[] =>
  arrivals.map(({ event }) => (event.data.object as Stripe.Customer).name);

async function pendingOf({ stripe: client }: TestAccount): Promise<number> {
  const { data } = await client.events.list({ limit: 100 });
  return data.reduce((sum, event) => sum + event.pending_webhooks, 0);
}

describe("which deliveries arrive, and when", () => {
  it("webhook_duplicate: the same event again; it counts once", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", { effect: "webhook_duplicate", copies: 2 });
    await customers(account, ["A"]);
    await expect.poll(() => arrivals.length).toBe(3);
    expect(new Set(arrivals.map(({ event }) => event.id)).size).toBe(1);
    await expect.poll(() => pendingOf(account)).toBe(0);
  });

  it("webhook_drop: never, and the rule tells which event it was", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", { effect: "webhook_drop", nth: 2 });
    await customers(account, ["A", "B", "C"]);
    await expect.poll(() => new Set(namesOf(arrivals))).toEqual(new Set(["A", "C"]));
    const log = await account.control("GET", "deliveries?state=dropped");
    const dropped = (log as { deliveries: readonly { event: string; rule: string }[] }).deliveries;
    const { rules } = (await account.control("GET", "faults")) as {
      rules: readonly { id: string; objects: readonly string[] }[];
    };
    expect(dropped.map(({ event }) => event)).toEqual(rules[0]?.objects);
    expect(dropped[0]?.rule).toBe(rules[0]?.id);
  });

  it("webhook_reorder: the last of a group first", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", { effect: "webhook_reorder", size: 3, count: 3 });
    await customers(account, ["A", "B"]);
    expect(arrivals).toEqual([]);
    await customers(account, ["C"]);
    await expect.poll(() => namesOf(arrivals)).toEqual(["C", "B", "A"]);
  });

  it("webhook_burst: all held, then all together; taking the rule away lets them go too", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", { effect: "webhook_burst", size: 3, count: 5 });
    await customers(account, ["A", "B"]);
    expect(await pendingOf(account)).toBe(2);
    expect(arrivals).toEqual([]);
    await customers(account, ["C"]);
    await expect.poll(() => arrivals.length).toBe(3);
    await customers(account, ["D"]);
    await account.control("DELETE", "faults");
    await expect.poll(() => arrivals.length).toBe(4);
  });

  it("webhook_delay: after its time, on real time", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", { effect: "webhook_delay", delayMs: 250 });
    const started = performance.now();
    await customers(account, ["late", "prompt"]);
    await expect.poll(() => namesOf(arrivals)).toEqual(["prompt", "late"]);
    expect(performance.now() - started).toBeGreaterThan(240);
  });
});

describe("what a spoiled delivery looks like to the application", () => {
  it.each([
    [{ effect: "webhook_bad_signature" }, "No signatures found"],
    [{ effect: "webhook_old_timestamp", seconds: 900 }, "Timestamp outside the tolerance zone"],
    [{ effect: "webhook_body_changed" }, "No signatures found"],
  ])("%j is not to be trusted", async (rule, reason) => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", rule);
    await customers(account, ["A", "B"]);
    await expect.poll(() => arrivals.length).toBe(2);
    const distrusts = arrivals.map(({ distrust }) => distrust);
    expect(distrusts.filter((distrust) => distrust === null).length).toBe(1);
    expect(distrusts.find((distrust) => distrust !== null)).toContain(reason);
  });

  it("names another version, rightly signed", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await account.control("POST", "faults", {
      effect: "webhook_api_version",
      version: "2020-08-27",
    });
    await customers(account, ["A"]);
    await expect.poll(() => arrivals.length).toBe(1);
    expect(arrivals[0]).toMatchObject({ distrust: null, event: { api_version: "2020-08-27" } });
  });

  it("is signed by both secrets while the secret is rolled, by the new one alone afterwards", async () => {
    const account = await openAccount();
    const { arrivals, endpoint } = await listen(account);
    const roll = { effect: "endpoint_secret_rolled", match: { endpoint } };
    await account.control("POST", "faults", { ...roll, overlapSeconds: 600 });
    await customers(account, ["A"]);
    await expect.poll(() => arrivals.length).toBe(1);
    expect(arrivals[0]?.signature.match(/v1=/g)).toHaveLength(2);
    expect(arrivals[0]?.distrust).toBeNull();
    await account.control("POST", "faults", roll);
    await customers(account, ["B"]);
    await expect.poll(() => arrivals.length).toBe(2);
    expect(arrivals[1]?.signature.match(/v1=/g)).toHaveLength(1);
    expect(arrivals[1]?.distrust).toContain("No signatures found");
  });
});

describe("an endpoint", () => {
  it("can be disabled, or made to listen to something else, behind the application's back", async () => {
    const account = await openAccount();
    const { arrivals, endpoint } = await listen(account);
    await account.control("POST", "faults", {
      effect: "endpoint_events_changed",
      events: ["charge.failed"],
    });
    await customers(account, ["A"]);
    const changed = await account.stripe.webhookEndpoints.retrieve(endpoint);
    expect(changed.enabled_events).toEqual(["charge.failed"]);
    const rule = await account.control("POST", "faults", { effect: "endpoint_disabled" });
    expect(rule).toMatchObject({ hits: 1, objects: [endpoint], active: false });
    expect((await account.stripe.webhookEndpoints.retrieve(endpoint)).status).toBe("disabled");
    expect(arrivals).toEqual([]);
  });

  it("can be paused: what happens meanwhile arrives afterwards", async () => {
    const account = await openAccount();
    const { arrivals, endpoint } = await listen(account);
    await account.control("POST", `webhook_endpoints/${endpoint}/pause`);
    await customers(account, ["A"]);
    expect(await pendingOf(account)).toBe(1);
    expect(arrivals).toEqual([]);
    await account.control("POST", `webhook_endpoints/${endpoint}/resume`);
    await expect.poll(() => namesOf(arrivals)).toEqual(["A"]);
  });

  it("gets an event again when it is resent, by delivery or by event", async () => {
    const account = await openAccount();
    const { arrivals } = await listen(account);
    await customers(account, ["A"]);
    await expect.poll(() => arrivals.length).toBe(1);
    const [event] = (await account.stripe.events.list()).data;
    const log = (await account.control("GET", `deliveries?event=${event?.id ?? ""}`)) as {
      deliveries: readonly { id: number }[];
    };
    await account.control("POST", `deliveries/${log.deliveries[0]?.id ?? ""}/resend`);
    await expect.poll(() => arrivals.length).toBe(2);
    await account.control("POST", `events/${event?.id ?? ""}/resend`);
    await expect.poll(() => arrivals.length).toBe(3);
    expect(new Set(arrivals.map((arrival) => arrival.event.id))).toEqual(new Set([event?.id]));
    expect(await pendingOf(account)).toBe(0);
    expect(await account.control("POST", "events/evt_none/resend")).toHaveProperty("error.message");
  });

  it("listens only to types that the client knows", async () => {
    const { sandbox } = await openAccount();
    const answer = await fetch(`${sandbox.url}/v1/webhook_endpoints`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_any" },
      body: "url=https://example.com/hooks&enabled_events[0]=charge.exploded",
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("charge.exploded is not an event type");
  });

  it("is disabled after days of failures in live mode only", () => {
    expect(disablesAfter("live")).toBe(72 * 3_600_000);
    expect(disablesAfter("sandbox")).toBeNull();
  });
});

describe("the list of events", () => {
  it("goes back 30 days, and so does retrieving one", async () => {
    const account = await openAccount();
    await customers(account, ["A"]);
    const [event] = (await account.stripe.events.list()).data;
    await account.advance(30 * 86_400 - 60);
    expect((await account.stripe.events.retrieve(event?.id ?? "")).id).toBe(event?.id);
    await account.advance(120);
    const kept = (await account.stripe.events.list({ type: "customer.created" })).data;
    expect(kept).toEqual([]);
    await expect(account.stripe.events.retrieve(event?.id ?? "")).rejects.toThrow("No such event");
  });

  it("takes up to twenty types, or one type", async () => {
    const { stripe: client } = await openAccount();
    const types = Array.from({ length: 21 }, () => "customer.created");
    await expect(client.events.list({ types })).rejects.toThrow("at most 20");
    await expect(client.events.list({ types: ["a"], type: "b" })).rejects.toThrow(
      "only specify one",
    );
  });
});
