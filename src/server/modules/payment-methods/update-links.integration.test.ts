import { afterAll, beforeAll, expect, it } from "vitest";
import type { LinkDto } from "#core/contracts/payment-methods.ts";
import type { Actor } from "#core/roles.ts";
import { createWorkerDeps, type WorkerDeps } from "#server/deps/open-worker.ts";
import { previewOverride, requestOverride } from "#server/modules/overrides/index.ts";
import { retryWork } from "#server/modules/retries/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import { openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type FailedPayment, failPayment } from "#tests/support/failed-payment.ts";
import { workerEnvironment } from "#tests/support/product-environment.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { TEST_SIGNING } from "#tests/support/test-signing.ts";
import { runWorker } from "#worker/loops.ts";
import { linkWork } from "./link-work.ts";
import { linkOfPayment, linkProgress, listLinks } from "./list-links.ts";
import { showLink } from "./show-link.ts";

const CARD = { number: "4242 4242 4242 4242", expiry: "12 / 33", cvc: "123", postal_code: "10115" };
const LONG_MS = 20_000;

const database = useTestDatabase();
let desk: RefundDesk;
let deps: WorkerDeps;
let support: Actor;
let finance: Actor;
let working: Promise<void>;
const stopping = new AbortController();

/** The whole worker at work, which hears of everything by asking Stripe for its events. */
beforeAll(async () => {
  desk = await openDesk(database());
  [support, finance] = [await desk.person("support"), await desk.person("finance")];
  deps = await createWorkerDeps(
    readEnvironment("worker", {
      ...workerEnvironment(database(), desk.sandbox),
      LOG_LEVEL: "silent",
      SWEEP_POLL_MS: "100",
      COUNTERSIGN_ENCRYPTION_KEY: Buffer.from(TEST_SIGNING.sealingKey).toString("base64"),
    }),
  );
  working = runWorker(deps, "worker", stopping.signal);
});
afterAll(async () => {
  stopping.abort();
  await working;
  await deps.runtime.close();
  await desk.close();
});

const now = () => desk.clock.set(new Date(desk.sandbox.engine.world.clock.nowMs()));
const fail = async (): Promise<FailedPayment> => {
  desk.sandbox.engine.changeClock({ advanceSeconds: 5 });
  const failed = await failPayment(desk.stripe, desk.worker, "expired_card");
  now();
  return failed;
};

/** Asks for a link as the sheet does. Out: the command's id. */
async function ask({ customerId, paymentId }: FailedPayment): Promise<string> {
  const params = { step: "make" as const, customerId, paymentId };
  const { previewHash } = await previewOverride(desk.web, support, linkWork, params);
  const commandId = newId();
  const asked = { commandId, params, note: undefined, previewHash };
  await requestOverride(desk.web, support, linkWork, asked);
  return commandId;
}

const progress = (commandId: string) => linkProgress(desk.web, support, { commandId });
const linkIn = (commandId: string, state: LinkDto["state"]) =>
  eventually(
    async () => {
      const { link } = await progress(commandId);
      return link?.state === state && link;
    },
    `the link is ${state}`,
    LONG_MS,
  );
const visit = (url: string, form?: Record<string, string>) =>
  fetch(url, {
    redirect: "manual",
    ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
  });
const sessionsOf = async (customer: string) =>
  (await desk.stripe.checkout.sessions.list({ customer })).data;

/** Everything in the database as text, but what is sealed and the queue's own. */
async function everythingStored(): Promise<string> {
  const { pool } = desk.owner;
  const tables = await pool.query<{ name: string }>(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const texts = await Promise.all(
    tables.rows.map(({ name }) =>
      pool.query<{ text: string | null }>(`SELECT string_agg(t::text, ' ') AS text FROM ${name} t`),
    ),
  );
  return texts.map(({ rows }) => rows[0]?.text ?? "").join(" ");
}

it("follows a link from its making to the payment that the saved card pays, though answers are lost", async () => {
  const failed = await fail();
  const { customerId, paymentId } = failed;
  expect(await linkOfPayment(desk.web, support, { paymentId })).toEqual({ customerId, link: null });
  desk.fault({
    match: { method: "POST", path: "/v1/checkout/sessions" },
    effect: "reset_after_effect",
  });
  const commandId = await ask(failed);
  const made = await linkIn(commandId, "open");
  expect(made).toMatchObject({ showable: true, method: null, retry: null, paymentId });
  expect(await sessionsOf(customerId)).toHaveLength(1);

  const { rows: seenByFinance } = await listLinks(desk.web, finance, { customerId });
  expect(seenByFinance).toMatchObject([{ showable: false, requester: { id: support.userId } }]);
  await expect(showLink(desk.web, finance, { commandId })).rejects.toMatchObject({
    code: "LINK_NOT_SHOWABLE",
  });
  const { url } = await showLink(desk.web, support, { commandId });
  await expect(showLink(desk.web, support, { commandId })).rejects.toMatchObject({
    code: "LINK_NOT_SHOWABLE",
  });
  expect(await linkIn(commandId, "open")).toMatchObject({ showable: false });
  expect(await everythingStored()).not.toContain(new URL(url).pathname.split("/").at(-1));

  desk.fault({
    match: { method: "POST", path: "/v1/customers/*" },
    effect: "reset_after_effect",
  });
  const saved = await visit(url, CARD);
  expect([saved.status, saved.headers.get("location")]).toEqual([
    303,
    "https://shop.example.com/saved",
  ]);
  const link = await linkIn(commandId, "default");
  const customer = await desk.stripe.customers.retrieve(customerId);
  const retry = { paymentId, amount: { amountMinor: 4_200n, currency: "eur" } };
  expect(link).toMatchObject({
    method: { brand: "visa", last4: "4242" },
    becomesDefault: null,
    retry,
  });
  expect(customer).toMatchObject({
    invoice_settings: { default_payment_method: link.retry?.methodId },
  });
  const commands = await desk.owner.prisma.command.findMany({
    where: { kind: "payment_method_link" },
    orderBy: { reasonCode: "asc" },
  });
  expect(commands.map(({ state, reasonCode }) => [state, reasonCode])).toEqual([
    ["succeeded", "link"],
    ["succeeded", "saved"],
  ]);
  const audited = await desk.owner.prisma.auditEvent.findMany({
    where: { commandId: commands[1]?.id ?? "", action: "payment-method.link-requested" },
  });
  expect(audited).toMatchObject([{ actorKind: "system", actorId: "links" }]);

  now();
  const params = { paymentId, methodId: link.retry?.methodId ?? "", invoiceId: null, at: null };
  const { previewHash } = await previewOverride(desk.web, support, retryWork, params);
  const asked = { commandId: newId(), params, note: undefined, previewHash };
  await requestOverride(desk.web, support, retryWork, asked);
  expect(await linkIn(commandId, "used")).toMatchObject({ usedPaymentId: paymentId, retry: null });
  expect((await desk.stripe.paymentIntents.retrieve(paymentId)).status).toBe("succeeded");
  expect(await linkOfPayment(desk.web, support, { paymentId })).toMatchObject({
    customerId: null,
    link: { state: "used" },
  });
});

it("lets one link of a customer's work at a time, and none for longer than Stripe does", async () => {
  const failed = await fail();
  const first = await ask(failed);
  await linkIn(first, "open");
  const { url: firstUrl } = await showLink(desk.web, support, { commandId: first });
  const second = await ask(failed);
  await linkIn(second, "open");
  await linkIn(first, "superseded");
  await eventually(
    async () => (await visit(firstUrl)).status === 410,
    "the first page is closed",
    LONG_MS,
  );
  const open = (await sessionsOf(failed.customerId)).filter(({ status }) => status === "open");
  expect(open).toHaveLength(1);

  desk.sandbox.engine.changeClock({ advanceSeconds: 86_400 });
  now();
  expect(await linkIn(second, "expired")).toMatchObject({ showable: false });
  await expect(showLink(desk.web, support, { commandId: second })).rejects.toMatchObject({
    code: "LINK_NOT_SHOWABLE",
  });
});

it("is refused for another customer's payment, and by the database what a role has no business with", async () => {
  const [one, other] = [await fail(), await fail()];
  const params = { step: "make" as const, customerId: other.customerId, paymentId: one.paymentId };
  await expect(previewOverride(desk.web, support, linkWork, params)).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  const refused = (run: Promise<unknown>) => expect(run).rejects.toThrow(/permission denied/);
  await refused(desk.web.db.pool.query("UPDATE payment_method_link SET state = 'used'"));
  await refused(desk.web.db.pool.query("DELETE FROM payment_method_link"));
  await refused(desk.worker.db.pool.query("DELETE FROM payment_method_link"));
  const reader = testRuntime(database(), "countersign_reader").db;
  await expect(reader.pool.query("SELECT state FROM payment_method_link")).resolves.toBeDefined();
  await refused(reader.pool.query("SELECT url_sealed FROM payment_method_link"));
  await reader.close();
});
