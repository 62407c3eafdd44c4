import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RetryParams } from "#core/contracts/retries.ts";
import type { Actor } from "#core/roles.ts";
import {
  type CommandExecutor,
  cancelCommand,
  executeDueCommand,
  settleWaiting,
} from "#server/modules/commands/index.ts";
import { previewOverride, requestOverride } from "#server/modules/overrides/index.ts";
import { retryKind, retryWork } from "#server/modules/retries/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { StoredMutation } from "#server/platform/stripe/stripe-writer.ts";
import {
  type FailedPayment,
  failInvoice,
  failPayment,
  mirrorPayment,
} from "#tests/support/failed-payment.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const HOUR_MS = 3_600_000;
const KINDS = { [retryKind.kind]: retryKind };
const POST = { method: "POST", path: "/v1/payment_intents/*/confirm" };

const database = useTestDatabase();
let desk: RefundDesk;
let executor: CommandExecutor;
let sent: StoredMutation[];
let support: Actor;
let finance: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
  finance = await desk.person("finance");
});
afterAll(() => desk.close());
beforeEach(() => {
  sent = [];
  executor = {
    ...desk.executor,
    kinds: KINDS,
    writer: {
      send: (operation, mutation) => {
        sent.push(mutation);
        return desk.gateway.send(operation, mutation);
      },
    },
  };
});

/** A payment that has just failed, seconds after all others: test cards share their fingerprints, and Stripe tells no fractions. */
const fail = async (code: string): Promise<FailedPayment> => {
  desk.sandbox.engine.changeClock({ advanceSeconds: 5 });
  const failed = await failPayment(desk.stripe, desk.worker, code);
  desk.clock.set(new Date(desk.sandbox.engine.world.clock.nowMs() + 1_000));
  return failed;
};
const mirror = (paymentId: string) => mirrorPayment(desk.stripe, desk.worker, paymentId);
const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
const dueNow = (id: string) =>
  desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });
const chargesOf = async ({ paymentId }: FailedPayment) =>
  (await desk.stripe.charges.list({ payment_intent: paymentId, limit: 100 })).data;
const statusOf = async ({ paymentId }: FailedPayment) =>
  (await desk.stripe.paymentIntents.retrieve(paymentId)).status;

function paramsOf({ paymentId, otherId }: FailedPayment, change: Partial<RetryParams> = {}) {
  return { paymentId, methodId: otherId, invoiceId: null, at: null, ...change };
}

/** Previews and asks, as the sheet does. Out: the command's id. */
async function ask(params: RetryParams, actor: Actor = support): Promise<string> {
  const { previewHash } = await previewOverride(desk.web, actor, retryWork, params);
  const commandId = newId();
  await requestOverride(desk.web, actor, retryWork, {
    commandId,
    params,
    note: undefined,
    previewHash,
  });
  return commandId;
}

describe("a retry", () => {
  it("with another method pays what failed, once", async () => {
    const failed = await fail("insufficient_funds");
    const id = await ask(paramsOf(failed));
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded", resultId: failed.paymentId });
    expect(await statusOf(failed)).toBe("succeeded");
    expect((await chargesOf(failed)).filter(({ status }) => status === "succeeded")).toHaveLength(
      1,
    );
  });

  it("that is declined fails for good, with the issuer's reason", async () => {
    const failed = await fail("do_not_honor");
    const id = await ask(paramsOf(failed, { methodId: failed.declinedId }));
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "failed", failureCode: "do_not_honor" });
    expect(await statusOf(failed)).toBe("requires_payment_method");
    await executeAll(desk, executor);
    expect(sent).toHaveLength(1);
  });

  it("that a rule forbids is refused with the rule's words, and another method is not", async () => {
    const failed = await fail("stolen_card");
    const forbidden = paramsOf(failed, { methodId: failed.declinedId });
    const preview = await previewOverride(desk.web, support, retryWork, forbidden);
    expect(preview.verdict).toMatchObject({
      kind: "deny",
      reasons: [{ text: expect.stringContaining("network.visa-never") as string }],
    });
    await expect(ask(forbidden)).rejects.toMatchObject({ code: "POLICY_DENIED" });
    await ask(paramsOf(failed));
    await executeAll(desk, executor);
    expect(await statusOf(failed)).toBe("succeeded");
  });

  it("is asked for by one person only, however many press at once", async () => {
    const failed = await fail("insufficient_funds");
    const results = await Promise.allSettled(
      [support, finance, support, finance].map((person) => ask(paramsOf(failed), person)),
    );
    const refused = results.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(3);
    await executeAll(desk, executor);
    expect(sent).toHaveLength(1);
    expect(await chargesOf(failed)).toHaveLength(2);
  });

  it("counts as accepted while the bank has not answered, and as paid once it has", async () => {
    const failed = await fail("insufficient_funds");
    const debit = await desk.stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: "DE89370400440532013000" },
      billing_details: { name: "Payer", email: "payer@example.com" },
    });
    await desk.stripe.paymentMethods.attach(debit.id, { customer: failed.customerId });
    await mirror(failed.paymentId);
    const id = await ask(paramsOf(failed, { methodId: debit.id }));
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "accepted", resultStatus: "processing" });
    await expect(ask(paramsOf(failed))).rejects.toMatchObject({ code: "COMMAND_ALREADY_OPEN" });
    await mirror(failed.paymentId);
    expect(await settleWaiting(desk.worker, KINDS, failed.paymentId)).toBe(0);
    desk.sandbox.engine.changeClock({ advanceSeconds: 10 * 86_400 });
    await mirror(failed.paymentId);
    expect(await settleWaiting(desk.worker, KINDS, failed.paymentId)).toBe(1);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
  });
});

describe("a retry of an invoice", () => {
  it("pays the invoice, and not its payment past it", async () => {
    const { invoiceId, ...failed } = await failInvoice(
      desk.stripe,
      desk.worker,
      "insufficient_funds",
    );
    const asPayment = paramsOf(failed);
    await expect(ask(asPayment)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const id = await ask({ ...asPayment, invoiceId });
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded", resultId: invoiceId });
    expect(await desk.stripe.invoices.retrieve(invoiceId)).toMatchObject({ status: "paid" });
  });
});

describe("a retry for later", () => {
  const inHours = (hours: number): Date => new Date(desk.clock.now().getTime() + hours * HOUR_MS);

  it("is not sent before its time, and then is", async () => {
    const failed = await fail("insufficient_funds");
    const id = await ask(paramsOf(failed, { at: inHours(30) }));
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "held" });
    expect(sent).toEqual([]);
    desk.clock.advance(31 * HOUR_MS);
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
  });

  it("can be taken back until then", async () => {
    const failed = await fail("insufficient_funds");
    const id = await ask(paramsOf(failed, { at: inHours(30) }));
    const { version } = await commandOf(id);
    await cancelCommand(desk.web, support, KINDS, { commandId: id, version });
    desk.clock.advance(31 * HOUR_MS);
    await executeAll(desk, executor);
    expect(sent).toEqual([]);
    expect(await statusOf(failed)).toBe("requires_payment_method");
  });

  it("is not sent when the payment was paid meanwhile", async () => {
    const failed = await fail("insufficient_funds");
    const id = await ask(paramsOf(failed, { at: inHours(30) }));
    await desk.stripe.paymentIntents.confirm(failed.paymentId, { payment_method: failed.otherId });
    await mirror(failed.paymentId);
    desk.clock.advance(31 * HOUR_MS);
    await executeAll(desk, executor);
    expect(sent).toEqual([]);
    expect(await commandOf(id)).toMatchObject({
      state: "failed",
      failureMessage: expect.stringContaining("The payment is paid") as string,
    });
  });
});

describe("a retry whose answer is lost", () => {
  it.each([
    ["Stripe acted, the answer timed out", { effect: "timeout_after_effect" }],
    ["Stripe acted, the connection broke", { effect: "reset_after_effect" }],
    ["Stripe never saw it", { effect: "reset_before_effect" }],
    ["Stripe failed inside", { effect: "status", status: 500 }],
  ])("%s: the customer is charged once in the end", async (_name, fault) => {
    const failed = await fail("insufficient_funds");
    const id = await ask(paramsOf(failed));
    desk.fault({ match: POST, ...fault });
    await executeDueCommand(desk.worker, executor);
    expect(await commandOf(id)).toMatchObject({ state: "unknown" });
    await dueNow(id);
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect((await chargesOf(failed)).filter(({ status }) => status === "succeeded")).toHaveLength(
      1,
    );
    expect(new Set(sent.map(({ idempotencyKey, body }) => `${idempotencyKey} ${body}`)).size).toBe(
      1,
    );
  });

  it("and was a decline is declined once, with its reason", async () => {
    const failed = await fail("generic_decline");
    const id = await ask(paramsOf(failed, { methodId: failed.declinedId }));
    desk.fault({ match: POST, effect: "reset_after_effect" });
    await executeDueCommand(desk.worker, executor);
    expect(await commandOf(id)).toMatchObject({ state: "unknown" });
    await dueNow(id);
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({ state: "failed", failureCode: "generic_decline" });
    expect(await chargesOf(failed)).toHaveLength(2);
  });
});
