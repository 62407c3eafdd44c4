import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import type { PreviewRefundInput } from "#core/contracts/refunds.ts";
import type { Actor, Role } from "#core/roles.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { type CommandExecutor, executeDueCommand } from "#server/modules/commands/index.ts";
import { previewRefund, recomputeChargeGuard, refundKind, requestRefund } from "#server/modules/refunds/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { createStripeGateway, type StripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { TestDatabase } from "#tests/support/test-database.ts";
import { type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";

export const KINDS = { refund: refundKind };
const TIMEOUT_MS = 1_000;

/** A shop's refund desk: people, payments, the web's and the worker's runtimes, and a sandbox that plays Stripe. */
export interface RefundDesk {
  readonly clock: TestClock;
  readonly web: Runtime;
  readonly worker: Runtime;
  /** All rights, for looking and for arranging. */
  readonly owner: Database;
  readonly sandbox: RunningSandbox;
  readonly stripe: Stripe;
  readonly gateway: StripeGateway;
  readonly executor: CommandExecutor;
  person(role: Role): Promise<Actor>;
  /** A paid payment at the sandbox and in the projections; cents. */
  pay(amountMinor: number): Promise<{ paymentId: string; chargeId: string }>;
  fault(rule: object): void;
  /** How often a refund was asked for at the sandbox, with any result. */
  refundPosts(): number;
  refundsAt(chargeId: string): Promise<Stripe.Refund[]>;
  close(): Promise<void>;
}

/** Opens a desk on an empty database. Holds, leases and pauses are zero unless told, so that everything is due at once. */
export async function openDesk(database: TestDatabase, options: { holdMs?: number; leaseMs?: number } = {}): Promise<RefundDesk> {
  const dataFolder = mkdtempSync(join(tmpdir(), "refund-desk-"));
  let posts = 0;
  const sandbox = await startSandbox({ dataFolder });
  const clock = testClock();
  const scope = { accountId: sandbox.accountId, livemode: false };
  const settings = { holdMs: options.holdMs ?? 0 };
  const web = testRuntime(database, "countersign_web", { clock, scope, settings });
  const worker = testRuntime(database, "countersign_worker", { clock, scope, settings });
  const owner = testRuntime(database, "countersign_owner", { clock, scope }).db;
  const stripe = new Stripe(sandbox.apiKey, { host: "127.0.0.1", port: sandbox.port, protocol: "http", maxNetworkRetries: 0 });
  const gateway = createStripeGateway({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    timeoutMs: TIMEOUT_MS,
    clock,
    readPauseMs: 1,
    callLog: {
      write: async (entry) => {
        if (entry.method === "POST") posts += 1;
      },
    },
  });
  await owner.prisma.stripeAccount.create({
    data: { ...scope, country: "DE", defaultCurrency: "eur", baseCurrency: "eur", updatedAt: clock.now() },
  });
  return {
    clock,
    web,
    worker,
    owner,
    sandbox,
    stripe,
    gateway,
    executor: { kinds: KINDS, writer: gateway, reader: gateway, leaseMs: options.leaseMs ?? 60_000, backoffMs: 1, probeAfterMs: 1 },
    person: (role) => addPerson(owner, role),
    pay: async (amountMinor) => await addPayment(worker, await payAtSandbox(stripe, amountMinor)),
    fault: (rule) => void sandbox.engine.faults.add(rule),
    refundPosts: () => posts,
    refundsAt: async (charge) => (await stripe.refunds.list({ charge, limit: 100 })).data,
    close: async () => {
      await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
      await sandbox.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A person of the console as the use cases receive them. */
export async function addPerson(owner: Database, role: Role): Promise<Actor> {
  const id = newId();
  await owner.prisma.person.create({
    data: { id, email: `${id}@example.test`, name: `${role} ${id.slice(-4)}`, role, passwordHash: "-", createdAt: new Date(0) },
  });
  return { userId: id, name: role, role, sessionId: newId(), requestId: newId(), ip: null };
}

interface PaidCharge {
  readonly paymentId: string;
  readonly chargeId: string;
  readonly movementId: string | null;
  readonly amount: bigint;
}

async function payAtSandbox(stripe: Stripe, amount: number): Promise<PaidCharge> {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: "https://shop.example.com",
    expand: ["latest_charge"],
  });
  const charge = intent.latest_charge;
  if (typeof charge !== "object" || charge === null) throw new Error(`the payment left no charge: ${intent.status}`);
  const movement = charge.balance_transaction;
  return {
    paymentId: intent.id,
    chargeId: charge.id,
    movementId: typeof movement === "string" ? movement : null,
    amount: BigInt(amount),
  };
}

/** The projections of a paid payment: a payment, its charge, the movement it made, and the guard of what may be refunded. */
export async function addPayment(runtime: Runtime, paid: PaidCharge): Promise<{ paymentId: string; chargeId: string }> {
  const { scope, clock } = runtime;
  const { paymentId, chargeId, movementId, amount } = paid;
  const common = { ...scope, amount, amountCaptured: amount, amountRefunded: 0n, currency: "eur", status: "succeeded", createdAt: clock.now() };
  await runtime.db.transaction(async (tx) => {
    await tx.payment.create({ data: { ...common, id: paymentId, captureMethod: "automatic", latestChargeId: chargeId } });
    await tx.charge.create({
      data: {
        ...common,
        id: chargeId,
        paymentId,
        captured: true,
        disputed: false,
        paymentMethodType: "card",
        cardBrand: "visa",
        last4: "4242",
        balanceTransactionId: movementId,
      },
    });
    if (movementId !== null) await addMovement(runtime, tx, { movementId, chargeId, amount });
    await recomputeChargeGuard(tx, scope, chargeId);
  });
  return { paymentId, chargeId };
}

type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

async function addMovement(runtime: Runtime, tx: Tx, made: { movementId: string; chargeId: string; amount: bigint }): Promise<void> {
  const now = runtime.clock.now();
  await tx.balanceTransaction.create({
    data: {
      ...runtime.scope,
      id: made.movementId,
      type: "charge",
      reportingCategory: "charge",
      amount: made.amount,
      fee: 55n,
      net: made.amount - 55n,
      currency: "eur",
      status: "available",
      balanceType: "payments",
      availableOn: now,
      createdAt: now,
      sourceId: made.chargeId,
      raw: {},
      rawHash: "-",
      firstSeenVia: "feed",
      firstSeenAt: now,
    },
  });
}

/** A payment that Stripe knows nothing of, for tests that send nothing. */
export async function addUnsentPayment(runtime: Runtime, amount: bigint): Promise<{ paymentId: string; chargeId: string }> {
  const tail = newId().replaceAll("-", "").slice(-20);
  return await addPayment(runtime, { paymentId: `pi_${tail}`, chargeId: `ch_${tail}`, movementId: `txn_${tail}`, amount });
}

/** The input of a refund, as the form sends it. */
export function intent(paymentId: string, amountMinor: bigint, rest: Partial<PreviewRefundInput> = {}): PreviewRefundInput {
  return {
    commandId: newId(),
    paymentId,
    amount: { amountMinor, currency: "eur" },
    reason: "requested_by_customer",
    note: "asked on the phone",
    ...rest,
  };
}

/** Previews and then asks, as a person does. */
export async function refund(runtime: Runtime, actor: Actor, input: PreviewRefundInput) {
  const { previewHash } = await previewRefund(runtime, actor, input);
  return await requestRefund(runtime, actor, { ...input, previewHash });
}

/** Executes until nothing is due. A writer that dies ends it with its error. */
export async function executeAll(desk: Pick<RefundDesk, "worker">, executor: CommandExecutor): Promise<void> {
  const MAX_STEPS = 200;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (!(await executeDueCommand(desk.worker, executor))) return;
  }
  throw new Error("there was always one more command due");
}

/** What a charge's guard and the reservations and refunds behind it say, for comparing. */
export async function guardOf(owner: Database, chargeId: string) {
  const guard = await owner.prisma.chargeGuard.findFirstOrThrow({ where: { chargeId } });
  const held = await owner.prisma.refundReservation.aggregate({ where: { chargeId, state: "held" }, _sum: { amount: true } });
  return { captured: guard.captured, refunded: guard.refunded, held: guard.held, reserved: held._sum.amount ?? 0n };
}
