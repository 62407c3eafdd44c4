import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import type { Actor, Role } from "#core/roles.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { type CommandExecutor, executeDueCommand } from "#server/modules/commands/index.ts";
import { refundKind } from "#server/modules/refunds/index.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { createStripeGateway, type StripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import { NEVER_OPENS } from "#tests/support/breaker-limits.ts";
import type { TestDatabase } from "#tests/support/test-database.ts";
import { type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { addAccount, addPayment, addPerson } from "./paid-charge.ts";
import { payAtSandbox } from "./pay-at-sandbox.ts";

export const KINDS = { refund: refundKind };
const TIMEOUT_MS = 1_000;
const LEASE_MS = 60_000;

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
export async function openDesk(database: TestDatabase): Promise<RefundDesk> {
  const dataFolder = mkdtempSync(join(tmpdir(), "refund-desk-"));
  const sandbox = await startSandbox({ dataFolder });
  const clock = testClock();
  const scope = { accountId: sandbox.accountId, livemode: false };
  const runtimeOf = (role: keyof TestDatabase["urls"]): Runtime =>
    testRuntime(database, role, { clock, scope, settings: { holdMs: 0 } });
  const [web, worker] = [runtimeOf("countersign_web"), runtimeOf("countersign_worker")];
  const owner = runtimeOf("countersign_owner").db;
  const stripe = new Stripe(sandbox.apiKey, {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
  const { gateway, posts } = countingGateway(sandbox, clock);
  await addAccount(owner, scope);
  return {
    clock,
    web,
    worker,
    owner,
    sandbox,
    stripe,
    gateway,
    executor: {
      kinds: KINDS,
      writer: gateway,
      bulkWriter: gateway,
      reader: gateway,
      leaseMs: LEASE_MS,
      backoffMs: 1,
      probeAfterMs: 1,
      breaker: NEVER_OPENS,
    },
    person: (role) => addPerson(owner, role),
    pay: async (amountMinor) => await addPayment(worker, await payAtSandbox(stripe, amountMinor)),
    fault: (rule) => void sandbox.engine.faults.add(rule),
    refundPosts: posts,
    refundsAt: async (charge) => (await stripe.refunds.list({ charge, limit: 100 })).data,
    close: async () => {
      await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
      await sandbox.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The real gateway, and how many mutations it has sent. */
function countingGateway(
  sandbox: RunningSandbox,
  clock: TestClock,
): { gateway: StripeGateway; posts: () => number } {
  let posts = 0;
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
  return { gateway, posts: () => posts };
}

/** Executes until nothing is due. A writer that dies ends it with its error. */
export async function executeAll(
  desk: Pick<RefundDesk, "worker">,
  executor: CommandExecutor,
): Promise<void> {
  const MAX_STEPS = 200;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (!(await executeDueCommand(desk.worker, executor))) return;
  }
  throw new Error("there was always one more command due");
}
