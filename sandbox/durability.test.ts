import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import type { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { brokenEvents, brokenMoney, readAccount } from "./testing/money-invariants.ts";
import { clientFor, errorOf } from "./testing/test-account.ts";
import { openReceiver } from "./testing/webhook-receiver.ts";

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  readonly seeded: boolean;
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stripe-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataFolder: string, ...args: string[]): Promise<Running> {
  const main = join(import.meta.dirname, "main.ts");
  const child = spawn(
    process.execPath,
    [main, "--data", dataFolder, "--webhook-retries", "fast", ...args],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await firstLine(child.stdout);
  const ready = JSON.parse(line) as Record<string, unknown>;
  expect(Object.keys(ready)).toEqual(["ready", "url", "accountId", "seeded"]);
  expect(ready["url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(ready["accountId"]).toMatch(/^acct_\w+$/);
  return {
    process: child,
    port: Number(new URL(String(ready["url"])).port),
    seeded: ready["seeded"] === true,
  };
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("it said nothing");
}

/** Waits for the end of a process and gives its exit code; null when a signal ended it. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

async function end({ process: child }: Running, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return ended(child);
}

describe("kill -9", () => {
  it("loses nothing that was answered, and the retry after it doubles nothing", {
    timeout: 60_000,
  }, async () => {
    const folder = freshFolder();
    const first = await start(folder, "--days", "0");
    const stripe = clientFor(first.port, "sk_test_any");
    const intent = await stripe.paymentIntents.create({
      amount: 5_000,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    await fetch(`http://127.0.0.1:${first.port}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ match: { path: "/v1/refunds" }, effect: "timeout_after_effect" }),
    });
    const refund = { payment_intent: intent.id, amount: 700 };
    const lost = errorOf(stripe.refunds.create(refund, { idempotencyKey: "the-refund" }));
    await expect.poll(async () => (await stripe.refunds.list()).data.length).toBe(1);
    await end(first, "SIGKILL");
    expect((await lost).type).toBe("StripeConnectionError");

    const second = await start(folder, "--days", "30");
    expect(second.seeded).toBe(false);
    const again = clientFor(second.port, "sk_test_any");
    const answered = await again.refunds.create(refund, { idempotencyKey: "the-refund" });
    expect(answered.lastResponse.headers["idempotent-replayed"]).toBe("true");
    const state = await readAccount(again);
    expect(state.refunds.length).toBe(1);
    expect([...brokenMoney(state), ...(await brokenEvents(again, state))]).toEqual([]);
    expect((await again.customers.create({ name: "new" })).id).not.toBe(intent.id);
    expect(await end(second, "SIGTERM")).toBe(0);
  });

  it("keeps the deliveries that were still to be made", { timeout: 60_000 }, async () => {
    const folder = freshFolder();
    const receiver = await openReceiver();
    receiver.answerWith(503);
    const first = await start(folder, "--days", "0");
    const stripe = clientFor(first.port, "sk_test_any");
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["customer.created"],
    });
    receiver.useSecret(endpoint.secret ?? "");
    await stripe.customers.create({ name: "A" });
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    await end(first, "SIGKILL");
    receiver.answerWith(200);
    const second = await start(folder, "--days", "0");
    const again = clientFor(second.port, "sk_test_any");
    await expect
      .poll(async () => (await again.events.list({ delivery_success: true })).data.length, {
        timeout: 10_000,
      })
      .toBe(1);
    expect(await end(second, "SIGINT")).toBe(0);
  });
});

describe("starting", () => {
  const failing = (...args: string[]) =>
    spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
      stdio: ["ignore", "ignore", "pipe"],
    });

  it("says in one line what is wrong with its arguments", async () => {
    const child = failing("--port", "0");
    expect(await firstLine(child.stderr)).toBe("--data is missing");
    expect(await ended(child)).toBe(1);
  });

  it("refuses an account of another version, and changes nothing of it", async () => {
    const folder = freshFolder();
    const file = join(folder, "stripe-sandbox.sqlite");
    const older = new DatabaseSync(file);
    older.exec("CREATE TABLE charge (id TEXT); INSERT INTO charge VALUES ('ch_old')");
    older.close();
    const child = failing("--data", folder, "--days", "0");
    expect(await firstLine(child.stderr)).toContain("was made by another version of the sandbox");
    expect(await ended(child)).toBe(1);
    const kept = new DatabaseSync(file);
    expect(kept.prepare("SELECT id FROM charge").get()).toEqual({ id: "ch_old" });
    kept.close();
  });

  it("refuses a folder that another sandbox holds, and a taken port", async () => {
    const folder = freshFolder();
    const first = await start(folder, "--days", "0");
    const second = failing("--data", folder, "--days", "0");
    expect(await firstLine(second.stderr)).toBe(`another sandbox is running on ${folder}`);
    expect(await ended(second)).toBe(1);
    const third = failing("--data", freshFolder(), "--days", "0", "--port", String(first.port));
    expect(await firstLine(third.stderr)).toContain("EADDRINUSE");
    expect(await ended(third)).toBe(1);
    expect(await end(first, "SIGTERM")).toBe(0);
  });
});
