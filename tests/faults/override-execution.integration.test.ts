import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { commandKinds } from "#server/deps.ts";
import { type CommandExecutor, getCommand, settleWaiting } from "#server/modules/commands/index.ts";
import { previewOverride, requestOverride } from "#server/modules/overrides/index.ts";
import { paymentCapture, paymentIntentProjector } from "#server/modules/payments/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const CAPTURE = { method: "POST", path: "/v1/payment_intents/*/capture" };

const database = useTestDatabase();
let desk: RefundDesk;
let executor: CommandExecutor;
let finance: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  executor = { ...desk.executor, kinds: commandKinds };
});
afterAll(() => desk.close());
beforeEach(async () => {
  finance = await desk.person("finance");
});

const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
const capturedAt = async (id: string) =>
  (await desk.stripe.paymentIntents.retrieve(id)).amount_received;

/** Our mirror takes in the payment as Stripe has it now. */
async function mirror(paymentId: string): Promise<void> {
  const intent = await desk.stripe.paymentIntents.retrieve(paymentId);
  const { scope } = desk.worker;
  await desk.worker.db.transaction((tx) => paymentIntentProjector.project(tx, scope, intent));
}

/** A payment of 50.00 that is authorised and waits to be captured, at the sandbox and in our mirror. */
async function authorise(): Promise<string> {
  const { id } = await desk.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    payment_method: "pm_card_visa",
    capture_method: "manual",
    confirm: true,
    return_url: "https://shop.example.com",
  });
  await mirror(id);
  return id;
}

const params = (paymentId: string, amountMinor = 3_000n) => ({
  paymentId,
  amount: { amountMinor, currency: "eur" },
});

/** Asks for a capture as the screen does: previewed first, then bound to the preview. */
async function ask(paymentId: string, by: Actor = finance, commandId = newId()) {
  const { previewHash } = await previewOverride(desk.web, by, paymentCapture, params(paymentId));
  return await requestOverride(desk.web, by, paymentCapture, {
    commandId,
    params: params(paymentId),
    note: undefined,
    previewHash,
  });
}
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe("an override at Stripe", () => {
  it("is previewed without a trace, sent once with what was shown, and settled by the answer", async () => {
    const paymentId = await authorise();
    const preview = await previewOverride(desk.web, finance, paymentCapture, params(paymentId));
    expect(preview).toMatchObject({ title: "Capture 30.00 EUR", verdict: { kind: "allow" } });
    expect(preview.consequences.map(({ text }) => text)).toContain(
      "20.00 EUR is released and cannot be captured later.",
    );
    expect(await desk.owner.prisma.command.count({ where: { targetId: paymentId } })).toBe(0);

    const { id } = await ask(paymentId);
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({
      state: "succeeded",
      resultId: paymentId,
      resultStatus: "succeeded",
      attempts: 1,
    });
    expect(await capturedAt(paymentId)).toBe(3_000);
    const detail = await getCommand(desk.web, finance, commandKinds, id);
    expect(detail.preview).toMatchObject({
      of: "override",
      override: { sends: { path: `POST /v1/payment_intents/${paymentId}/capture` } },
    });
  });

  it.each([
    ["Stripe acted and the answer timed out", "timeout_after_effect"],
    ["Stripe acted and the connection broke", "reset_after_effect"],
    ["Stripe never saw it", "reset_before_effect"],
  ])("is done once although %s", async (_, effect) => {
    const paymentId = await authorise();
    const { id } = await ask(paymentId);
    desk.fault({ match: CAPTURE, effect });
    await executeAll(desk, executor);
    await desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });
    await executeAll(desk, executor);
    expect((await commandOf(id)).state).toBe("succeeded");
    expect(await capturedAt(paymentId)).toBe(3_000);
  });

  it("is one, whoever and however many ask at once, and the others are told which", async () => {
    const paymentId = await authorise();
    const people = await Promise.all(
      ["finance", "finance", "finance"].map(() => desk.person("finance")),
    );
    const answers = await Promise.all(people.map((by) => refusal(ask(paymentId, by))));
    expect(answers.toSorted()).toEqual(["COMMAND_ALREADY_OPEN", "COMMAND_ALREADY_OPEN", "done"]);
    await executeAll(desk, executor);
    expect(await capturedAt(paymentId)).toBe(3_000);
  });

  it("gives the first result again to the same intent, and refuses its id to another", async () => {
    const paymentId = await authorise();
    const commandId = newId();
    const first = await ask(paymentId, finance, commandId);
    const { previewHash } = await previewOverride(
      desk.web,
      finance,
      paymentCapture,
      params(await authorise()),
    );
    const again = { commandId, note: undefined, previewHash };
    expect(
      await requestOverride(desk.web, finance, paymentCapture, {
        ...again,
        params: params(paymentId),
      }),
    ).toMatchObject({ id: first.id, state: "held" });
    expect(
      await refusal(
        requestOverride(desk.web, finance, paymentCapture, {
          ...again,
          params: params(paymentId, 2_000n),
        }),
      ),
    ).toBe("COMMAND_ID_REUSED");
    await executeAll(desk, executor);
  });

  it("is not sent when it was done elsewhere meanwhile, and says why", async () => {
    const paymentId = await authorise();
    const { id } = await ask(paymentId);
    await desk.stripe.paymentIntents.capture(paymentId);
    await mirror(paymentId);
    await executeAll(desk, executor);
    expect(await commandOf(id)).toMatchObject({
      state: "failed",
      failureCode: "policy_denied",
      failureMessage: "The payment is succeeded: there is nothing to capture any more.",
    });
  });

  it("is refused with its figures where more is asked for than can be had", async () => {
    const paymentId = await authorise();
    const asked = previewOverride(desk.web, finance, paymentCapture, params(paymentId, 5_001n));
    expect(await refusal(asked)).toBe("AMOUNT_EXCEEDS_CAPTURABLE");
  });

  it("leaves alone what no command waits for", async () => {
    expect(await settleWaiting(desk.worker, commandKinds, await authorise())).toBe(0);
  });
});
