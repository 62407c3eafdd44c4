import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../clock/clock.ts";
import type { StripeCallEntry } from "./stripe-call-log.ts";
import { STRIPE_API_VERSION } from "./stripe-client.ts";
import { createStripeGateway, type StripeGateway } from "./stripe-gateway.ts";
import { storedMutation } from "./stripe-writer.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let answers: Answer[];
let seen: Seen[];
let entries: StripeCallEntry[];
let gateway: StripeGateway;
let close: () => Promise<void>;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, {
      "content-type": "application/json",
      "request-id": "req_1",
      ...headers,
    });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
const stripeError = (status: number, type: string, code?: string) =>
  json(status, { error: { type, code, message: "no" } });
const refund = { id: "re_1", object: "refund", amount: 500, status: "succeeded" };
const charge = { id: "ch_1", object: "charge", amount: 500 };

const openGateway = (apiUrl: string, timeoutMs = 2_000) =>
  createStripeGateway({
    apiKey: "sk_test_x",
    apiUrl,
    timeoutMs,
    clock: systemClock,
    readPauseMs: 1,
    callLog: {
      write: (entry) => {
        entries.push(entry);
        return Promise.resolve();
      },
    },
  });

beforeEach(async () => {
  answers = [];
  seen = [];
  entries = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      const answer =
        answers.shift() ??
        json(500, { error: { type: "api_error", message: "no answer planned" } });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  gateway = openGateway(`http://127.0.0.1:${port}`, 150);
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
});
afterEach(() => close());

const mutation = storedMutation({
  commandId: "0198f000-0000-7000-8000-000000000001",
  idempotencyKey: "cmd/1/refund/1",
  body: '{"amount":"500","charge":"ch_1","metadata":{"command_id":"1"}}',
  apiVersion: STRIPE_API_VERSION,
  objectId: "ch_1",
});
const sendRefund = () => gateway.send("refund_create", mutation);

describe("a mutation", () => {
  it("goes out once with the stored key, body and version, and comes back accepted", async () => {
    answers = [json(200, refund)];
    expect(await sendRefund()).toMatchObject({
      kind: "accepted",
      object: { id: "re_1" },
      evidence: { httpStatus: 200, requestId: "req_1" },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers).toMatchObject({
      "idempotency-key": "cmd/1/refund/1",
      "stripe-version": STRIPE_API_VERSION,
    });
    expect(seen[0]?.headers["x-stripe-client-telemetry"]).toBeUndefined();
    expect(new URLSearchParams(seen[0]?.body).get("amount")).toBe("500");
    expect(entries).toMatchObject([
      {
        outcome: "accepted",
        idempotencyKey: "cmd/1/refund/1",
        objectId: "ch_1",
        commandId: mutation.commandId,
        request: { amount: "500" },
      },
    ]);
  });

  it.each<[string, Answer, object]>([
    [
      "a declined request",
      stripeError(400, "invalid_request_error", "charge_already_refunded"),
      { kind: "rejected", code: "charge_already_refunded" },
    ],
    [
      "a card error",
      stripeError(402, "card_error", "card_declined"),
      { kind: "rejected", code: "card_declined" },
    ],
    [
      "a wrong key",
      stripeError(401, "authentication_error"),
      { kind: "rejected", code: "authentication_error" },
    ],
    [
      "a rate limit",
      stripeError(429, "rate_limit_error", "rate_limit"),
      { kind: "not_executed", why: "rate_limited" },
    ],
    [
      "a key in use",
      stripeError(409, "invalid_request_error", "idempotency_key_in_use"),
      { kind: "unknown", why: "idempotency_key_in_use" },
    ],
    [
      "a key with other parameters",
      stripeError(400, "idempotency_error"),
      { kind: "unknown", why: "idempotency_error" },
    ],
    ["an error of Stripe's", stripeError(500, "api_error"), { kind: "unknown", why: "http_500" }],
    ["an outage", stripeError(503, "api_error"), { kind: "unknown", why: "http_503" }],
    ["a body that is no JSON", json(200, "<html>"), { kind: "unknown", why: "malformed_answer" }],
    [
      "a 404 without an error",
      json(404, { message: "no such route" }),
      { kind: "unknown", why: "malformed_answer" },
    ],
    ["another object", json(200, charge), { kind: "unknown", why: "malformed_answer" }],
    [
      "an object without id",
      json(200, { object: "refund" }),
      { kind: "unknown", why: "malformed_answer" },
    ],
    ["a reset", (request) => request.socket.destroy(), { kind: "unknown", why: "connection_lost" }],
    ["silence", () => undefined, { kind: "unknown", why: "timeout" }],
    [
      "half a body",
      (_, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"id"', () => response.destroy());
      },
      { kind: "unknown", why: "connection_lost" },
    ],
  ])("answered by %s is known for what it is, after one request", async (_, answer, expected) => {
    answers = [answer, json(200, refund)];
    const outcome = await sendRefund();
    expect(outcome).toMatchObject(expected);
    expect(seen).toHaveLength(1);
    expect(entries).toMatchObject([{ outcome: outcome.kind, method: "POST", path: "/v1/refunds" }]);
  });

  it("to an address that refuses the connection was not sent, and says when to try again", async () => {
    await close();
    const outcome = await sendRefund();
    expect(outcome).toMatchObject({ kind: "not_executed", why: "not_sent" });
    expect(outcome.kind === "not_executed" && outcome.retryAfterMs).toBeGreaterThan(0);
  });
});

describe("a read", () => {
  it("is repeated while Stripe limits, fails or drops the line, and each try is logged", async () => {
    answers = [
      stripeError(429, "rate_limit_error"),
      stripeError(500, "api_error"),
      (request) => request.socket.destroy(),
      json(200, charge),
    ];
    expect(await gateway.retrieve("charge", "ch_1")).toMatchObject({ id: "ch_1" });
    expect(entries.map(({ outcome }) => outcome)).toEqual([
      "not_executed",
      "unknown",
      "unknown",
      "accepted",
    ]);
  });

  it("gives up after four tries", async () => {
    answers = Array.from({ length: 4 }, () => stripeError(503, "api_error"));
    await expect(gateway.retrieve("charge", "ch_1")).rejects.toThrow("no");
    expect(seen).toHaveLength(4);
  });

  it("is null only where Stripe itself says that the object is missing or deleted", async () => {
    answers = [
      stripeError(404, "invalid_request_error", "resource_missing"),
      json(200, { id: "cus_1", object: "customer", deleted: true }),
    ];
    expect(await gateway.retrieve("charge", "ch_1")).toBeNull();
    expect(await gateway.retrieve("customer", "cus_1")).toBeNull();
    answers = Array.from({ length: 4 }, () => json(404, { message: "a proxy's word" }));
    await expect(gateway.retrieve("charge", "ch_1")).rejects.toThrow("status 404");
  });

  it("does not take another object for the one it asked for", async () => {
    answers = Array.from({ length: 4 }, () => json(200, { ...charge, id: "ch_2" }));
    await expect(gateway.retrieve("charge", "ch_1")).rejects.toThrow("another id");
  });

  it("asks for a page by cursor and window", async () => {
    answers = [json(200, { object: "list", data: [charge], has_more: true, url: "/v1/charges" })];
    const page = await gateway.list("charge", {
      limit: 10,
      startingAfter: "ch_0",
      createdGte: 5,
      createdLt: 9,
    });
    expect(page).toMatchObject({ hasMore: true, items: [{ id: "ch_1" }] });
    const query = new URL(seen[0]?.url ?? "", "http://x").searchParams;
    expect(Object.fromEntries(query)).toEqual({
      limit: "10",
      starting_after: "ch_0",
      "created[gte]": "5",
      "created[lt]": "9",
    });
  });
});
