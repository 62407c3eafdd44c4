import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import type { EvidenceTexts } from "#core/dispute-evidence.ts";
import type { Actor } from "#core/roles.ts";
import { commandKinds } from "#server/deps.ts";
import { type CommandExecutor, getCommand } from "#server/modules/commands/index.ts";
import {
  customerCredit,
  customerProjector,
  defaultMethod,
  paymentMethodProjector,
} from "#server/modules/customers/index.ts";
import { disputeAccept, disputeProjector, disputeSubmit } from "#server/modules/disputes/index.ts";
import {
  type OverrideWork,
  previewOverride,
  requestOverride,
} from "#server/modules/overrides/index.ts";
import {
  paymentCancel,
  paymentIntentProjector,
  reviewApprove,
} from "#server/modules/payments/index.ts";
import { reviewProjector } from "#server/modules/radar/index.ts";
import { refundCancel, refundProjector } from "#server/modules/refunds/index.ts";
import {
  subscriptionCancel,
  subscriptionPause,
  subscriptionProjector,
  subscriptionResume,
} from "#server/modules/subscriptions/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const database = useTestDatabase();
let desk: RefundDesk;
let executor: CommandExecutor;
let finance: Actor;
let colleague: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  executor = { ...desk.executor, kinds: commandKinds };
  finance = await desk.person("finance");
  colleague = await desk.person("finance");
});
afterAll(() => desk.close());

const project = (write: (tx: Transaction) => Promise<void>) => desk.worker.db.transaction(write);
const scope = () => desk.worker.scope;

/** Asks as the screen does, bound to what was previewed. */
async function ask<Params extends object>(work: OverrideWork<Params>, params: Params) {
  const { previewHash } = await previewOverride(desk.web, finance, work, params);
  const asked = { commandId: newId(), params, note: "as agreed on the phone", previewHash };
  return await requestOverride(desk.web, finance, work, asked);
}

/** A colleague signs what they see. */
async function approve(commandId: string): Promise<void> {
  const bound = await boundTo(desk.web, colleague, commandKinds, commandId);
  const input = { ...bound, decision: "approved" as const };
  await decideWithPasskey(desk.web, colleague, commandKinds, input);
}

/**
 * Asks, has it signed where another must, and executes; the first answer is lost after Stripe acted. Out: the command's
 * last state.
 */
async function runLosing<Params extends object>(
  work: OverrideWork<Params>,
  params: Params,
  path: string,
  method: "POST" | "DELETE" = "POST",
) {
  const { id: commandId, state } = await ask(work, params);
  if (state === "pending_approval") await approve(commandId);
  desk.fault({ match: { method, path }, effect: "reset_after_effect" });
  await executeAll(desk, executor);
  await desk.owner.prisma.command.update({ where: { id: commandId }, data: { runAfter: null } });
  await executeAll(desk, executor);
  return await desk.owner.prisma.command.findUniqueOrThrow({ where: { id: commandId } });
}

/** A customer with a card on file, at the sandbox and in our mirror. */
async function customer() {
  const made = await desk.stripe.customers.create({ email: "kim@example.com" });
  const attach = async (token: string) => {
    const method = await desk.stripe.paymentMethods.attach(token, { customer: made.id });
    await project((tx) => paymentMethodProjector.project(tx, scope(), method));
    return method.id;
  };
  const first = await attach("pm_card_visa");
  const updated = await desk.stripe.customers.update(made.id, {
    invoice_settings: { default_payment_method: first },
  });
  await project((tx) => customerProjector.project(tx, scope(), updated));
  return { id: made.id, first, second: await attach("pm_card_mastercard") };
}

async function subscription(customerId: string): Promise<string> {
  const product = await desk.stripe.products.create({ name: "Box" });
  const price = await desk.stripe.prices.create({
    currency: "eur",
    unit_amount: 1_500,
    recurring: { interval: "month" },
    product: product.id,
  });
  const { id } = await desk.stripe.subscriptions.create({
    customer: customerId,
    items: [{ price: price.id }],
  });
  await mirrorSubscription(id);
  return id;
}

async function mirrorSubscription(id: string): Promise<void> {
  const now = await desk.stripe.subscriptions.retrieve(id);
  await project((tx) => subscriptionProjector.project(tx, scope(), now));
}

async function payment(params: { capture_method: "manual" | "automatic"; payment_method: string }) {
  const intent = await desk.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    confirm: true,
    return_url: "https://shop.example.com",
    ...params,
  });
  await project((tx) => paymentIntentProjector.project(tx, scope(), intent));
  return intent.id;
}

describe("each kind of override is done once, also when its answer is lost", () => {
  it("cancels an authorisation", async () => {
    const paymentId = await payment({ capture_method: "manual", payment_method: "pm_card_visa" });
    const params = { paymentId, reason: "duplicate" as const };
    const command = await runLosing(paymentCancel, params, "/v1/payment_intents/*/cancel");
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "canceled" });
    expect((await desk.stripe.paymentIntents.retrieve(paymentId)).status).toBe("canceled");
  });

  it("approves a review of Radar's", async () => {
    const paymentId = await payment({
      capture_method: "automatic",
      payment_method: "pm_card_riskLevelElevated",
    });
    const { data: reviews } = await desk.stripe.reviews.list({ limit: 100 });
    const review = reviews.find(({ payment_intent: about }) => about === paymentId);
    expect(review).toBeDefined();
    if (!review) return;
    await project((tx) => reviewProjector.project(tx, scope(), review));
    const command = await runLosing(reviewApprove, { paymentId }, "/v1/reviews/*/approve");
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "approved" });
    expect((await desk.stripe.reviews.retrieve(review.id)).open).toBe(false);
  });

  it("credits a customer's balance, never twice", async () => {
    const { id } = await customer();
    const amount = { amountMinor: 700n, currency: "eur" };
    const params = { customerId: id, amount, description: "Sorry for the late parcel" };
    const path = "/v1/customers/*/balance_transactions";
    const command = await runLosing(customerCredit, params, path);
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "applied" });
    const made = await desk.stripe.customers.listBalanceTransactions(id);
    expect(made.data.map((entry) => entry.amount)).toEqual([-700]);
  });

  it("takes a refund back that waits for the customer", async () => {
    const { id: paid } = await desk.stripe.paymentIntents.create({
      amount: 4_000,
      currency: "eur",
      payment_method_data: { type: "ideal" },
      confirm: true,
      return_url: "https://shop.example.com",
    });
    await fetch(`${desk.sandbox.url}/_sandbox/payment_intents/${paid}/authenticate`, {
      method: "POST",
      body: JSON.stringify({ outcome: "succeed" }),
    });
    const asked = { payment_intent: paid, instructions_email: "ada@example.com" };
    const refund = await desk.stripe.refunds.create(asked);
    await project((tx) => refundProjector.project(tx, scope(), refund));
    const path = "/v1/refunds/*/cancel";
    const command = await runLosing(refundCancel, { refundId: refund.id }, path);
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "canceled" });
    expect((await desk.stripe.refunds.retrieve(refund.id)).status).toBe("canceled");
  });

  it("sets the default payment method", async () => {
    const { id, second } = await customer();
    const params = { customerId: id, methodId: second };
    const command = await runLosing(defaultMethod, params, "/v1/customers/*");
    expect(command).toMatchObject({ state: "succeeded" });
    const { invoice_settings: settings } = (await desk.stripe.customers.retrieve(id)) as {
      invoice_settings: { default_payment_method: string };
    };
    expect(settings.default_payment_method).toBe(second);
  });

  it("pauses, resumes and cancels a subscription", async () => {
    const { id } = await customer();
    const subscriptionId = await subscription(id);
    const path = "/v1/subscriptions/*";
    const pause = { subscriptionId, behavior: "void" as const };
    expect(await runLosing(subscriptionPause, pause, path)).toMatchObject({ state: "succeeded" });
    await mirrorSubscription(subscriptionId);
    expect(
      (await desk.stripe.subscriptions.retrieve(subscriptionId)).pause_collection,
    ).toMatchObject({ behavior: "void" });
    expect(await runLosing(subscriptionResume, { subscriptionId }, path)).toMatchObject({
      state: "succeeded",
    });
    await mirrorSubscription(subscriptionId);
    const now = { subscriptionId, when: "now" as const };
    expect(await runLosing(subscriptionCancel, now, path, "DELETE")).toMatchObject({
      state: "succeeded",
      resultStatus: "canceled",
    });
  });
});

describe("a dispute is answered once, and with what was signed", () => {
  const path = "/v1/disputes/*";
  const texts = { customer_name: "Ada Lovelace", uncategorized_text: "winning_evidence" };
  const at = (id: string) => desk.stripe.disputes.retrieve(id);

  /** A disputed payment of 50.00, at the sandbox and in our mirror. */
  async function dispute(): Promise<string> {
    const paid = await payment({
      capture_method: "automatic",
      payment_method: "pm_card_createDispute",
    });
    const { data } = await desk.stripe.disputes.list({ payment_intent: paid });
    const [made] = data;
    if (!made) throw new Error("nothing was disputed");
    await project((tx) => disputeProjector.project(tx, scope(), made));
    return made.id;
  }

  async function stage(disputeId: string, version: number, fields: EvidenceTexts): Promise<void> {
    const hash = sha256(canonicalJson(fields));
    const draft = { disputeId, version, fields, hash, authorId: finance.userId };
    await desk.web.db.prisma.stagedEvidence.create({
      data: { ...scope(), ...draft, createdAt: desk.clock.now() },
    });
  }

  it("hands in the staged draft, also when the answer is lost", async () => {
    const disputeId = await dispute();
    await stage(disputeId, 1, texts);
    const command = await runLosing(disputeSubmit, { disputeId, version: 1 }, path);
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "under_review" });
    const { evidence, evidence_details: details } = await at(disputeId);
    expect(evidence).toMatchObject(texts);
    expect(details.submission_count).toBe(1);
    const manager = await desk.person("manager");
    const { preview } = await getCommand(desk.web, manager, commandKinds, command.id);
    const shown = canonicalJson(preview.of === "override" ? preview.override.sends : {});
    expect(shown).toContain("(12 characters)");
    expect(shown).not.toContain("Lovelace");
  });

  it("hands in nothing once another draft was staged, whoever signed", async () => {
    const disputeId = await dispute();
    await stage(disputeId, 1, texts);
    const signed = await ask(disputeSubmit, { disputeId, version: 1 });
    await approve(signed.id);
    await stage(disputeId, 2, { ...texts, shipping_date: "1 November" });
    await executeAll(desk, executor);
    const { state, failureMessage } = await desk.owner.prisma.command.findUniqueOrThrow({
      where: { id: signed.id },
    });
    expect(state).toBe("failed");
    expect(failureMessage).toContain("Version 2 of the evidence was staged since");
    expect((await at(disputeId)).evidence_details.submission_count).toBe(0);
    const next = await runLosing(disputeSubmit, { disputeId, version: 2 }, path);
    expect(next).toMatchObject({ state: "succeeded" });
  });

  it("accepts it, also when the answer is lost", async () => {
    const disputeId = await dispute();
    const command = await runLosing(disputeAccept, { disputeId }, `${path}/close`);
    expect(command).toMatchObject({ state: "succeeded", resultStatus: "lost" });
    expect((await at(disputeId)).status).toBe("lost");
  });
});
