import { request as httpRequest } from "node:http";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  clientFor,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../testing/test-account.ts";

interface ShownRule {
  readonly id: string;
  readonly hits: number;
  readonly seen: number;
  readonly active: boolean;
  readonly objects: readonly string[];
  readonly lastHitAt: string | null;
}

const POST_CUSTOMERS = { method: "POST", path: "/v1/customers" };

async function rulesOf({ control }: TestAccount): Promise<readonly ShownRule[]> {
  return ((await control("GET", "faults")) as { rules: readonly ShownRule[] }).rules;
}

async function addRule({ control }: TestAccount, rule: object): Promise<ShownRule> {
  const added = (await control("POST", "faults", rule)) as ShownRule;
  expect(added.id).toMatch(/^fault_\d+$/);
  return added;
}

/** Creates customers one after the other and tells which of them were refused. */
async function refusals({ stripe }: TestAccount, calls: number): Promise<number[]> {
  const refused: number[] = [];
  for (let call = 1; call <= calls; call += 1) {
    await stripe.customers.create({ name: "A" }).catch(() => refused.push(call));
  }
  return refused;
}

describe("which calls a rule hits", () => {
  it("is every n-th, as often as it says", async () => {
    const account = await openAccount();
    await addRule(account, { match: POST_CUSTOMERS, effect: "server_error", nth: 3, count: 2 });
    expect(await refusals(account, 12)).toEqual([3, 6]);
    const [rule] = await rulesOf(account);
    expect(rule).toMatchObject({ hits: 2, active: false });
    expect(rule?.lastHitAt).toBe("2026-03-02T10:00:00.000Z");
  });

  it("is drawn by the seed: the same one draws the same calls, another one others", async () => {
    const hits = async (seed: number): Promise<number[]> => {
      const account = await openAccount();
      const drawn = { probability: 0.4, always: true, seed };
      await addRule(account, { match: POST_CUSTOMERS, effect: "server_error", ...drawn });
      return refusals(account, 20);
    };
    const first = await hits(1);
    expect(first.length).toBeGreaterThan(2);
    expect(first.length).toBeLessThan(16);
    expect(await hits(1)).toEqual(first);
    expect(await hits(2)).not.toEqual(first);
  });

  it("can be a customer's, also where only the payment is named, or one idempotency key's", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await stripe.customers.create({ name: "A" });
    const intent = await stripe.paymentIntents.create({
      amount: 1_000,
      currency: "eur",
      customer: customer.id,
    });
    const other = await stripe.paymentIntents.create({ amount: 1_000, currency: "eur" });
    const byCustomer = { match: { customer: customer.id }, effect: "server_error" };
    await addRule(account, byCustomer);
    expect((await stripe.paymentIntents.retrieve(other.id)).id).toBe(other.id);
    expect(await errorOf(stripe.paymentIntents.retrieve(intent.id))).toMatchObject({
      statusCode: 500,
    });
    expect((await rulesOf(account))[0]?.objects).toEqual([intent.id]);
    await addRule(account, { match: { idempotencyKey: "k2" }, effect: "server_error" });
    await stripe.customers.create({ name: "B" }, { idempotencyKey: "k1" });
    expect(
      await errorOf(stripe.customers.create({ name: "B" }, { idempotencyKey: "k2" })),
    ).toMatchObject({ statusCode: 500 });
  });

  it("lies between two moments of the account's clock", async () => {
    const account = await openAccount();
    const window = { afterMs: 60_000, untilMs: 120_000, always: true };
    await addRule(account, { match: POST_CUSTOMERS, effect: "server_error", ...window });
    expect(await refusals(account, 1)).toEqual([]);
    await account.advance(60);
    expect(await refusals(account, 1)).toEqual([1]);
    await account.advance(60);
    expect(await refusals(account, 1)).toEqual([]);
  });

  it("is remembered over a restart, and a rule can be removed by its id", async () => {
    const first = await openAccount();
    await addRule(first, { match: POST_CUSTOMERS, effect: "server_error", nth: 2, always: true });
    expect(await refusals(first, 3)).toEqual([2]);
    await first.sandbox.close();
    const again = await openAccount({ dataFolder: first.dataFolder });
    expect(await rulesOf(again)).toMatchObject([{ id: "fault_1", hits: 1, seen: 3 }]);
    expect(await refusals(again, 2)).toEqual([1]);
    expect(await again.control("DELETE", "faults/fault_1")).toEqual({
      id: "fault_1",
      deleted: true,
    });
    expect(await again.control("DELETE", "faults/fault_1")).toHaveProperty("error.message");
    expect(await rulesOf(again)).toEqual([]);
    expect((await addRule(again, { effect: "latency" })).id).toBe("fault_2");
  });
});

describe("a wrong rule", () => {
  it.each([
    [{ effect: "magic" }, "effect must be one of latency, status"],
    [{ effect: "latency", latencyMs: "1" }, "latencyMs is a whole number"],
    [{ effect: "status", status: 99 }, "status is 200 or more"],
    [{ effect: "server_error", status: 501 }, "status is one of 500, 502, 503, 504"],
    [{ effect: "rate_limit", reason: "x" }, "reason is one of global-concurrency"],
    [{ effect: "latency", probability: 2 }, "probability is 1 or less"],
    [{ effect: "latency", probability: 0.5, nth: 2 }, "either probability or nth"],
    [{ effect: "latency", count: 1, always: true }, "either count or always"],
    [{ effect: "latency", by: 1 }, "by is unknown: latency takes latencyMs"],
    [{ effect: "latency", match: { url: "x" } }, "match.url is unknown"],
    [{ effect: "latency", match: { path: "" } }, "match.path is text"],
    [[], "a fault rule is a JSON object"],
  ])("%j is refused in a sentence", async (rule, sentence) => {
    const { control } = await openAccount();
    const { error } = (await control("POST", "faults", rule)) as { error: { message: string } };
    expect(error.message).toContain(sentence);
  });

  it("can be put right by the catalogue of effects", async () => {
    const { control } = await openAccount();
    const { effects } = (await control("GET", "faults/effects")) as {
      effects: readonly { name: string; about: string; arguments: object }[];
    };
    expect(effects.length).toBeGreaterThan(25);
    expect(effects.find(({ name }) => name === "rate_limit")?.arguments).toHaveProperty("reason");
    expect(effects.every(({ about }) => about.length > 10)).toBe(true);
  });
});

describe("what a refused request gets", () => {
  it.each([
    ["rate_limit", {}, 429, "StripeRateLimitError"],
    ["server_error", { status: 503 }, 503, "StripeAPIError"],
    ["lock_timeout", {}, 429, "StripeRateLimitError"],
    ["idempotency_conflict", {}, 409, "StripeAPIError"],
  ])("%s is an error of its own kind and nothing was done", async (effect, more, status, type) => {
    const account = await openAccount();
    await addRule(account, { match: POST_CUSTOMERS, effect, ...more });
    const error = await errorOf(account.stripe.customers.create({ name: "A" }));
    expect({ status: error.statusCode, type: error.type }).toEqual({ status, type });
    expect((await account.stripe.customers.list()).data).toEqual([]);
  });

  it("tells why it was limited and whether to try again", async () => {
    const account = await openAccount();
    const limit = { reason: "endpoint-rate", shouldRetry: true };
    await addRule(account, { match: POST_CUSTOMERS, effect: "rate_limit", ...limit });
    const error = await errorOf(account.stripe.customers.create({ name: "A" }));
    expect(error.headers).toMatchObject({
      "stripe-rate-limited-reason": "endpoint-rate",
      "stripe-should-retry": "true",
    });
    expect(error.code).toBe("rate_limit");
  });

  it("has no error envelope where something before Stripe answered", async () => {
    const account = await openAccount();
    await addRule(account, { match: POST_CUSTOMERS, effect: "missing_envelope" });
    const answer = await account.stripe.customers.create({ name: "A" });
    expect(answer).toMatchObject({ message: "Not Found" });
  });

  it("never comes, before the effect", async () => {
    const account = await openAccount();
    await addRule(account, { match: POST_CUSTOMERS, effect: "timeout_before_effect" });
    const call = account.stripe.customers.create({ name: "A" }, { timeout: 150 });
    expect((await errorOf(call)).message).toContain("timeout");
    expect((await account.stripe.customers.list()).data).toEqual([]);
  });

  it("comes late, by a wait that the seed draws", async () => {
    const account = await openAccount();
    const drawn = { latencyMs: 40, latencyMaxMs: 60 };
    await addRule(account, { match: POST_CUSTOMERS, effect: "latency", ...drawn });
    const started = performance.now();
    await account.stripe.customers.create({ name: "A" });
    expect(performance.now() - started).toBeGreaterThan(35);
  });
});

describe("an executed request whose answer is spoiled", () => {
  it.each(["reset_in_body", "truncated_body", "not_json"])(
    "%s: the client fails, and its key brings the true answer",
    async (effect) => {
      const account = await openAccount();
      const { charge } = await paidCharge(account, 5_000);
      await addRule(account, { match: { path: "/v1/refunds" }, effect });
      const refund = () =>
        account.stripe.refunds.create({ charge: charge.id }, { idempotencyKey: "k1" });
      await expect(refund()).rejects.toBeInstanceOf(Stripe.errors.StripeError);
      expect((await refund()).amount).toBe(5_000);
      expect((await account.stripe.refunds.list({ charge: charge.id })).data.length).toBe(1);
    },
  );

  it("wrong_object: 200 without what was asked for", async () => {
    const account = await openAccount();
    await addRule(account, { match: POST_CUSTOMERS, effect: "wrong_object" });
    const answer = await account.stripe.customers.create({ name: "A" });
    expect(answer.id).toBeUndefined();
    expect((await account.stripe.customers.list()).data.length).toBe(1);
  });

  it("stale_read: as it was a minute ago, and not there before it was made", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    await account.advance(120);
    await account.stripe.refunds.create({ charge: charge.id, amount: 700 });
    await account.advance(30);
    const stale = { match: { method: "GET" }, effect: "stale_read", seconds: 60, count: 2 };
    await addRule(account, stale);
    const before = await account.stripe.charges.retrieve(charge.id);
    expect({ refunded: before.amount_refunded }).toEqual({ refunded: 0 });
    expect((await account.stripe.refunds.list({ charge: charge.id })).data).toEqual([]);
    expect((await account.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(700);
  });

  it("partial_page: an object is left out and the rule tells which", async () => {
    const account = await openAccount();
    const ids = ["A", "B", "C"].map(
      async (name) => (await account.stripe.customers.create({ name })).id,
    );
    const all = await Promise.all(ids);
    const wrong = { effect: "partial_page", drop: 1, hasMore: true };
    await addRule(account, { match: { method: "GET", path: "/v1/customers" }, ...wrong });
    const page = await account.stripe.customers.list();
    const [left] = (await rulesOf(account))[0]?.objects ?? [];
    expect(page.has_more).toBe(true);
    expect(new Set([...page.data.map(({ id }) => id), left])).toEqual(new Set(all));
  });
});

describe("the server itself", () => {
  it("limits as its profile says, for the account and for each endpoint", async () => {
    const account = await openAccount({ rateLimitProfile: "sandbox" });
    const calls = Array.from({ length: 40 }, () => account.stripe.balance.retrieve());
    const settled = await Promise.allSettled(calls);
    const refused = settled.flatMap((call) =>
      call.status === "rejected" ? [call.reason as unknown] : [],
    );
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toMatchObject({ statusCode: 429, code: "rate_limit" });
  });

  it("gives each answer an id and refuses other versions in words", async () => {
    const account = await openAccount();
    const { lastResponse } = await account.stripe.balance.retrieve();
    expect(lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(lastResponse.headers["stripe-version"]).toBe("2026-10-28.endive");
    const old = new Stripe("sk_test_any", {
      host: "127.0.0.1",
      port: account.sandbox.port,
      protocol: "http",
      maxNetworkRetries: 0,
    });
    const call = old.balance.retrieve({}, { apiVersion: "2019-01-01" });
    expect((await errorOf(call)).message).toContain("Invalid Stripe API version: 2019-01-01");
    expect(clientFor(account.sandbox.port, "sk_test_any")).toBeInstanceOf(Stripe);
  });

  it("keeps a connection open for the next request, also after a refused one", async () => {
    const { sandbox } = await openAccount();
    const { Agent } = await import("node:http");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports: (number | undefined)[] = [];
    for (const path of ["/v1/nothing", "/v1/balance"]) {
      await new Promise<void>((resolve, reject) => {
        const options = { agent, port: sandbox.port, host: "127.0.0.1", path };
        httpRequest(options, (response) => {
          ports.push(response.socket.localPort);
          response.resume().once("end", resolve);
        })
          .once("error", reject)
          .end();
      });
    }
    agent.destroy();
    expect(new Set(ports).size).toBe(1);
  });
});
