import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { clientFor } from "#sandbox/testing/test-account.ts";
import { projectors } from "#server/deps/projectors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { idOf } from "#server/platform/stripe/object-fields.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-database.ts";
import { testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { readMethods } from "./read-methods.ts";
import { runBackfill } from "./run-backfill.ts";

const EACH_TIME = { leaseMs: 10_000, pollMs: 0 };
const LONG_MS = 120_000;

let folder: string;
let sandbox: RunningSandbox;
let database: TestDatabase;
let runtime: Runtime;
let reader: StripeReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "more-of-stripe-"));
  sandbox = await startSandbox({ dataFolder: folder, seed: 3, days: 8, paymentsPerDay: 40 });
  await addTrouble(sandbox);
  database = await createTestDatabase();
  const clock = testClock(new Date(sandbox.engine.world.clock.nowMs()));
  const scope = { accountId: sandbox.accountId, livemode: false };
  runtime = testRuntime(database, "countersign_worker", { clock, scope });
  reader = createStripeGateway({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    timeoutMs: 5_000,
    callLog: { write: () => Promise.resolve() },
    clock,
  });
  await runBackfill({ runtime, reader, projectors });
}, LONG_MS);

afterAll(async () => {
  await runtime.db.close();
  await database.drop();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** What a short history may lack: an invoice that failed and is tried again, a payment in review, one that was reported. */
async function addTrouble({ port, apiKey, url }: RunningSandbox): Promise<void> {
  const stripe = clientFor(port, apiKey);
  const { id: customer } = await stripe.customers.create({ email: "ada@example.com" });
  const method = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.invoiceItems.create({ customer, amount: 1_000, currency: "eur" });
  const draft = await stripe.invoices.create({
    customer,
    default_payment_method: method.id,
    pending_invoice_items_behavior: "include",
  });
  await stripe.invoices.finalizeInvoice(draft.id, { auto_advance: true });
  await expect(stripe.invoices.pay(draft.id)).rejects.toMatchObject({ code: "card_declined" });
  const risky = await stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    payment_method: "pm_card_riskLevelElevated",
    capture_method: "manual",
    confirm: true,
  });
  const path = `charges/${idOf(risky.latest_charge) ?? ""}/early_fraud_warning`;
  const answer = await fetch(`${url}/_sandbox/${path}`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(200);
}

/** All that Stripe lists of a kind. */
async function listed<T extends StripeObjectType>(type: T) {
  const found: Awaited<ReturnType<typeof reader.list<T>>>["items"][number][] = [];
  for (;;) {
    const after = found.at(-1)?.id;
    const { items, hasMore } = await reader.list(type, {
      limit: 100,
      ...(after === undefined ? {} : { startingAfter: after }),
    });
    found.push(...items);
    if (!hasMore) return found;
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

describe("the import of what overrides act on", { timeout: LONG_MS }, () => {
  it("brings every subscription, the ended ones too, as Stripe has it", async () => {
    const subscriptions = await listed("subscription");
    const rows = await runtime.db.prisma.subscription.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ id, status }) => ({ id, status }))).toEqual(
      subscriptions.map(({ id, status }) => ({ id, status })).toSorted(byId),
    );
    const ended = subscriptions.filter(({ ended_at: at }) => at !== null).toSorted(byId);
    expect(rows.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id)).toEqual(
      ended.map(({ id }) => id),
    );
    expect(rows.every(({ amount, interval }) => amount !== null && interval !== null)).toBe(true);
  });

  it("brings every invoice with what is left of it, and the payments that are to pay it", async () => {
    const invoices = await listed("invoice");
    const rows = await runtime.db.prisma.invoice.findMany({ orderBy: { id: "asc" } });
    expect(
      rows.map(({ id, amountRemaining }) => ({ id, remaining: Number(amountRemaining) })),
    ).toEqual(
      invoices.map(({ id, amount_remaining: remaining }) => ({ id, remaining })).toSorted(byId),
    );
    const dunned = rows.filter(({ attemptCount, status }) => attemptCount > 0 && status === "open");
    expect(dunned.length).toBeGreaterThan(0);
    expect(dunned.some(({ nextPaymentAttemptAt }) => nextPaymentAttemptAt !== null)).toBe(true);
    const links = await runtime.db.prisma.invoicePayment.findMany();
    const payments = await runtime.db.prisma.payment.findMany({ select: { id: true } });
    const known = new Set(payments.map(({ id }) => id));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(({ paymentId }) => !known.has(paymentId ?? ""))).toEqual([]);
  });

  it("brings open reviews and the issuers' warnings, each on a payment that we have", async () => {
    const { prisma } = runtime.db;
    const reviews = await prisma.radarReview.findMany();
    const warnings = await prisma.earlyFraudWarning.findMany();
    expect(reviews.map(({ id }) => id).toSorted()).toEqual(
      (await listed("review")).map(({ id }) => id).toSorted(),
    );
    expect(warnings).toHaveLength((await listed("radar.early_fraud_warning")).length);
    expect(reviews.length).toBeGreaterThan(0);
    expect(warnings.length).toBeGreaterThan(0);
    const paymentIds = [...reviews, ...warnings].flatMap(({ paymentId }) => paymentId ?? []);
    const found = await prisma.payment.count({ where: { id: { in: paymentIds } } });
    expect(found).toBe(new Set(paymentIds).size);
  });

  it("tells of an authorisation how much can be captured, and until when", async () => {
    const waiting = await runtime.db.prisma.payment.findMany({
      where: { status: "requires_capture" },
    });
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.every((row) => row.amountCapturable > 0n && row.captureBefore !== null)).toBe(
      true,
    );
  });

  it("reads saved methods afterwards, first of who may need help, once each", async () => {
    const { prisma } = runtime.db;
    const source = { runtime, reader, projectors };
    expect(await prisma.paymentMethod.count()).toBe(0);
    expect(await readMethods(source, EACH_TIME)).toBeGreaterThan(0);
    const first = await prisma.customer.findMany({ where: { methodsReadAt: { not: null } } });
    const subscribed = await prisma.subscription.findMany({ where: { endedAt: null } });
    const failed = await prisma.payment.findMany({ where: { status: "requires_payment_method" } });
    const urgent = new Set([...subscribed, ...failed].map(({ customerId }) => customerId));
    expect(first.filter(({ id }) => !urgent.has(id))).toEqual([]);
    for (let rounds = 0; rounds < 100; rounds += 1)
      if ((await readMethods(source, EACH_TIME)) === 0) break;
    expect(await prisma.customer.count({ where: { methodsReadAt: null, deleted: false } })).toBe(0);
    const payers = subscribed.flatMap((row) => row.defaultPaymentMethodId ?? []);
    const known = await prisma.paymentMethod.count({ where: { id: { in: payers } } });
    expect(known).toBe(new Set(payers).size);
  });
});
