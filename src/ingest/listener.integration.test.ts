import { type ClientRequest, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monotonicMs } from "#server/deps.ts";
import { createIntake } from "#server/modules/webhooks/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { eventBytes, signatureOf, TEST_WEBHOOK_SECRET } from "#tests/support/signed-webhook.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { createListener } from "./listener.ts";

const database = useTestDatabase();
let runtime: Runtime;
let server: Server;
let ready = true;
let port: number;

beforeAll(async () => {
  runtime = testRuntime(database(), "countersign_ingest");
  server = createListener({
    intake: createIntake(runtime, TEST_WEBHOOK_SECRET),
    ready: () => Promise.resolve(ready),
    nowMs: monotonicMs,
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await runtime.db.close();
});

const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const bytes = eventBytes({
  id: "evt_http",
  type: "charge.succeeded",
  created: 1_790_000_000,
  object: { object: "charge", id: "ch_1" },
});

const post = (body: Buffer, headers: Record<string, string> = {}) =>
  fetch(url("/webhooks/stripe"), { method: "POST", body: new Uint8Array(body), headers });

/** Sends a body of unknown length in pieces and answers with the status, whatever becomes of the rest. */
function postChunked(pieces: number, size: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = request(
      { host: "127.0.0.1", port, path: "/webhooks/stripe", method: "POST" },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    let answered = false;
    outgoing.on("response", () => (answered = true));
    outgoing.on("error", (error) => answered || reject(error));
    for (let piece = 0; piece < pieces; piece += 1) outgoing.write(Buffer.alloc(size, 32));
    outgoing.end();
  });
}

describe("the listener", () => {
  it("takes in a signed delivery", async () => {
    const response = await post(bytes, {
      "stripe-signature": signatureOf(bytes, runtime.clock.realNow()),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ received: true });
  });

  it("refuses one without a right signature, saying nothing of why", async () => {
    expect((await post(bytes)).status).toBe(400);
    const altered = Buffer.concat([bytes, Buffer.from("\n")]);
    expect(
      (await post(altered, { "stripe-signature": signatureOf(bytes, runtime.clock.realNow()) }))
        .status,
    ).toBe(400);
  });

  it("refuses one that is too big, announced or not", async () => {
    expect((await post(Buffer.alloc(1_048_577, 32))).status).toBe(413);
    expect(await postChunked(20, 60_000)).toBe(413);
  });

  it("answers probes, and nothing else", async () => {
    expect((await fetch(url("/health/live"))).status).toBe(200);
    expect((await fetch(url("/health/ready"))).status).toBe(200);
    ready = false;
    expect((await fetch(url("/health/ready"))).status).toBe(503);
    for (const path of ["/", "/webhooks/stripe", "/webhooks/other"])
      expect((await fetch(url(path))).status).toBe(404);
  });
});
