import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { PreviewRefundInput } from "#core/contracts/refunds.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPerson,
  addUnsentPayment,
  guardOf,
  intent,
  refund,
} from "#tests/faults/paid-charge.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { policyInForce } from "../policies/index.ts";
import { previewRefund, requestRefund } from "./index.ts";

const database = useTestDatabase();
const clock = testClock();
let web: Runtime;
let worker: Runtime;
let owner: Database;
let support: Actor;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  owner = testRuntime(database(), "countersign_owner", { clock }).db;
  await addAccount(owner, TEST_SCOPE);
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

const pay = (amount: bigint) => addUnsentPayment(worker, amount);
const refusal = async (work: Promise<unknown>) =>
  await work.then(
    () => null,
    (error: DomainError) => ({ code: error.code, facts: error.facts }),
  );
const omitAsOf = (summary: CommandSummary | undefined) => ({ ...summary, asOf: null });
const tables = async () => ({
  commands: await owner.prisma.command.count(),
  reservations: await owner.prisma.refundReservation.count(),
  velocity: await owner.prisma.velocityEntry.count(),
  audit: await owner.prisma.auditEvent.count(),
  outbox: await owner.prisma.outboxEvent.count(),
});

describe("a refund's preview", () => {
  beforeAll(async () => {
    support = await addPerson(owner, "support");
  });

  it("says what will happen and leaves nothing behind", async () => {
    const { paymentId, chargeId } = await pay(5_000n);
    await owner.prisma.balanceReading.create({
      data: { ...TEST_SCOPE, readAt: clock.now(), currency: "eur", available: 1_000n, pending: 0n },
    });
    const before = [await tables(), await guardOf(owner, chargeId)];
    const preview = await previewRefund(web, support, intent(paymentId, 1_200n));
    expect([await tables(), await guardOf(owner, chargeId)]).toEqual(before);
    const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
    expect(preview).toMatchObject({
      customerGets: { amount: eur(1_200n), method: { type: "card", brand: "visa", last4: "4242" } },
      feeNotReturned: eur(55n),
      paymentAfter: { captured: eur(5_000n), refunded: eur(1_200n), available: eur(3_800n) },
      balance: { before: eur(1_000n), after: eur(-200n), sufficient: false },
      postings: [
        { account: "A.stripe.payments.available", amount: eur(-1_200n) },
        { account: "I.refunds", amount: eur(1_200n) },
      ],
      recentRefunds: [],
      verdict: {
        kind: "allow",
        policyVersion: (await policyInForce(web.db.prisma, TEST_SCOPE)).version,
      },
    });
  });

  it("refuses what the request would refuse, with the figures that explain it", async () => {
    const { paymentId } = await pay(1_000n);
    await refund(web, support, intent(paymentId, 400n));
    const asked = (input: PreviewRefundInput) => refusal(previewRefund(web, support, input));
    expect(await asked(intent(paymentId, 601n))).toEqual({
      code: "AMOUNT_EXCEEDS_REFUNDABLE",
      facts: {
        currency: "eur",
        asked: "601",
        remaining: "600",
        captured: "1000",
        refunded: "0",
        held: "400",
      },
    });
    expect(await asked(intent(paymentId, 0n))).toMatchObject({ code: "AMOUNT_NOT_POSITIVE" });
    expect(
      await asked(intent(paymentId, 1n, { amount: { amountMinor: 1n, currency: "usd" } })),
    ).toMatchObject({ code: "CURRENCY_MISMATCH" });
    expect(await asked(intent("pi_nobody", 1n))).toMatchObject({ code: "NOT_FOUND" });
  });

  it("changes its hash with what it says, not with the moving balance", async () => {
    const { paymentId } = await pay(5_000n);
    const hash = async (amount: bigint) =>
      (await previewRefund(web, support, intent(paymentId, amount))).previewHash;
    const first = await hash(100n);
    await owner.prisma.balanceReading.create({
      data: {
        ...TEST_SCOPE,
        readAt: new Date(clock.now().getTime() + 1),
        currency: "eur",
        available: 990n,
        pending: 5n,
      },
    });
    expect(await hash(100n)).toBe(first);
    expect(await hash(101n)).not.toBe(first);
  });
});

describe("a refund request", () => {
  beforeAll(async () => {
    support = await addPerson(owner, "support");
  });

  it("stores reservation, exact request, audit row and event together", async () => {
    const { paymentId, chargeId } = await pay(5_000n);
    const input = intent(paymentId, 1_200n, { reason: "goodwill" });
    const summary = await refund(web, support, input);
    expect(summary).toMatchObject({
      id: input.commandId,
      state: "held",
      version: 1,
      canUndo: true,
      targetId: paymentId,
    });
    const stored = await owner.prisma.command.findUniqueOrThrow({ where: { id: input.commandId } });
    expect(stored.idempotencyKey).toBe(`cmd/${input.commandId}/refund/1`);
    expect(JSON.parse(stored.requestBody)).toEqual({
      charge: chargeId,
      amount: 1_200,
      reason: "requested_by_customer",
      metadata: { command_id: input.commandId, reason: "goodwill" },
    });
    expect(stored.apiVersion).toMatch(/^\d{4}-\d{2}-\d{2}/);
    expect(await guardOf(owner, chargeId)).toEqual({
      captured: 5_000n,
      refunded: 0n,
      held: 1_200n,
      reserved: 1_200n,
    });
    const audit = await owner.prisma.auditEvent.findMany({ where: { commandId: input.commandId } });
    expect(audit.map(({ action, actorId, result }) => [action, actorId, result])).toEqual([
      ["refund.requested", support.userId, "done"],
    ]);
    const events = await owner.prisma.outboxEvent.findMany({ where: { key: paymentId } });
    expect(events.map(({ topic }) => topic)).toEqual(["command.requested"]);
  });

  it("answers a repeated request with the first result, and refuses the id for anything else", async () => {
    const { paymentId, chargeId } = await pay(5_000n);
    const input = intent(paymentId, 300n);
    const { previewHash } = await previewRefund(web, support, input);
    const both = await Promise.all(
      [1, 2].map(() => requestRefund(web, support, { ...input, previewHash })),
    );
    const kept = omitAsOf(both[0]);
    expect(omitAsOf(both[1])).toEqual(kept);
    expect(
      omitAsOf(await requestRefund(web, support, { ...input, previewHash: "0".repeat(64) })),
    ).toEqual(kept);
    expect((await guardOf(owner, chargeId)).held).toBe(300n);
    const other = { ...input, previewHash, amount: { amountMinor: 301n, currency: "eur" } };
    expect(await refusal(requestRefund(web, support, other))).toMatchObject({
      code: "COMMAND_ID_REUSED",
    });
    const stranger = await addPerson(owner, "support");
    expect(await refusal(requestRefund(web, stranger, { ...input, previewHash }))).toMatchObject({
      code: "COMMAND_ID_REUSED",
    });
  });

  it("refuses when what was previewed is no longer so, and leaves nothing behind", async () => {
    const { paymentId, chargeId } = await pay(5_000n);
    const input = intent(paymentId, 300n);
    const { previewHash } = await previewRefund(web, support, input);
    await owner.prisma.charge.updateMany({ where: { id: chargeId }, data: { disputed: true } });
    const before = await tables();
    expect(await refusal(requestRefund(web, support, { ...input, previewHash }))).toMatchObject({
      code: "PREVIEW_STALE",
    });
    expect(await tables()).toEqual(before);
    expect((await guardOf(owner, chargeId)).held).toBe(0n);
  });

  it("asks for a note where the reason says nothing and where another person must decide", async () => {
    const { paymentId } = await pay(50_000n);
    const without = (amount: bigint, reason: PreviewRefundInput["reason"]): PreviewRefundInput => ({
      commandId: newId(),
      paymentId,
      amount: { amountMinor: amount, currency: "eur" },
      reason,
    });
    expect(await refusal(refund(web, support, without(100n, "other")))).toMatchObject({
      code: "NOTE_REQUIRED",
    });
    expect(await refusal(refund(web, support, without(10_001n, "duplicate")))).toMatchObject({
      code: "NOTE_REQUIRED",
    });
    expect(await refund(web, support, without(100n, "duplicate"))).toMatchObject({ state: "held" });
  });

  it.each<[string, bigint, Partial<PreviewRefundInput>, string[]]>([
    ["above the limit", 10_001n, {}, ["finance"]],
    ["as fraudulent", 100n, { reason: "fraudulent" }, ["finance"]],
    ["above finance's limit", 100_001n, {}, ["manager"]],
  ])("waits for another person %s", async (_name, amount, rest, approvers) => {
    const { paymentId } = await pay(200_000n);
    const summary = await refund(
      web,
      await addPerson(owner, "support"),
      intent(paymentId, amount, rest),
    );
    expect(summary).toMatchObject({
      state: "pending_approval",
      holdUntil: null,
      verdict: { kind: "approval", approverRoles: approvers },
    });
    expect(summary.expiresAt).not.toBeNull();
  });

  it("asks another person when no rate of the last seven days is known, and uses one that is", async () => {
    const { paymentId, chargeId } = await pay(5_000n);
    await owner.prisma.charge.updateMany({ where: { id: chargeId }, data: { currency: "usd" } });
    const input = () => intent(paymentId, 100n, { amount: { amountMinor: 100n, currency: "usd" } });
    const kind = async () =>
      (await previewRefund(web, support, input())).verdict.reasons.map(({ rule }) => rule);
    const day = (ago: number) =>
      new Date(Math.floor(clock.now().getTime() / 86_400_000 - ago) * 86_400_000);
    const rate = { from: "usd", to: "eur", numerator: 9n, denominator: 10n, source: "import" };
    await owner.prisma.fxRate.create({ data: { ...rate, day: day(9) } });
    expect(await kind()).toEqual(["refund.no-rate"]);
    await owner.prisma.fxRate.create({ data: { ...rate, day: day(6) } });
    expect(await kind()).toEqual(["refund.within-limits"]);
  });

  it("denies a role without limits, whoever could approve", async () => {
    const { paymentId } = await pay(5_000n);
    const manager = await addPerson(owner, "manager");
    expect(await refusal(refund(web, manager, intent(paymentId, 100n)))).toMatchObject({
      code: "POLICY_DENIED",
    });
  });
});
