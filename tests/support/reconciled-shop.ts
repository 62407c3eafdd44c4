import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { projectors } from "#server/deps/projectors.ts";
import { clearWhatEnded } from "#server/modules/clearing/index.ts";
import {
  BALANCE_FEED,
  drainFeed,
  pullFeedOnce,
  startFeedAt,
} from "#server/modules/ledger/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { reconcileWith } from "./reconcile.ts";
import { createTestDatabase } from "./test-database.ts";
import { type TestClock, testClock, testRuntime } from "./test-runtime.ts";

const EACH_TIME = { leaseMs: 10_000, pollMs: 0 };
/** Monday, 2 March 2026, 10:00 UTC. */
const START_MS = Date.UTC(2026, 2, 2, 10);
const ALL_LEVELS = Object.keys(RECONCILIATION_LEVELS) as ReconciliationLevel[];

/** A sandbox with a history, and a console that has brought it in. */
export interface ReconciledShop {
  readonly sandbox: RunningSandbox;
  readonly stripe: Stripe;
  readonly runtime: Runtime;
  readonly reader: StripeReader;
  /** Adds a fault rule; out: its id. */
  readonly fault: (rule: object) => Promise<string>;
  readonly clearFaults: () => Promise<void>;
  /** Moves the account's clock, and the console's with it. */
  readonly advance: (seconds: number) => void;
  /** Does what webhooks, the feed and the clearing of what ended would have done by now. */
  readonly catchUp: () => Promise<void>;
  /** Runs the levels (all unless told) and answers the run's id. Throws where the run failed. */
  readonly reconcile: (
    levels?: readonly ReconciliationLevel[],
    trigger?: string,
    through?: StripeReader,
  ) => Promise<string>;
  /** What is open, as `TYPE objectId`, sorted. */
  readonly open: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** What the shop would go on doing by itself: refunds, disputes and retries of its history among it. */
const OWN_DOING = [
  "shop-aftermath",
  "shop-capture",
  "shop-refund",
  "shop-retry",
  "shop-sale",
] as const;

/**
 * Starts the shop at a fixed instant, with `days` of history brought in and the feed drained. It does nothing more by itself;
 * a test that counts breaks takes a seed in whose history every refund was done and every dispute answered.
 */
export async function openReconciledShop(options: {
  readonly days: number;
  readonly paymentsPerDay: number;
  readonly seed?: number;
}): Promise<ReconciledShop> {
  const folder = await mkdtemp(join(tmpdir(), "reconciled-"));
  const sandbox = await startSandbox({
    dataFolder: folder,
    seed: 11,
    frozenAtMs: START_MS,
    webhookRetryProfile: "fast",
    ...options,
  });
  for (const kind of OWN_DOING) sandbox.engine.world.timers.cancelAll(kind);
  const database = await createTestDatabase();
  const clock = testClock(new Date(sandbox.engine.world.clock.nowMs()));
  const scope = { accountId: sandbox.accountId, livemode: false };
  const runtime = testRuntime(database, "countersign_worker", { clock, scope });
  const callLog = { write: () => Promise.resolve() };
  const access = { apiKey: sandbox.apiKey, apiUrl: sandbox.url, timeoutMs: 5_000 };
  const reader = createStripeGateway({ ...access, callLog, clock });
  const shop = { sandbox, runtime, reader, clock };
  await bringIn(shop);
  await catchUp(shop);
  return {
    sandbox,
    runtime,
    reader,
    stripe: clientOf(sandbox),
    fault: async (rule) => {
      const made = (await control(sandbox, "POST", "faults", rule)) as { id?: unknown };
      if (typeof made.id !== "string") throw new Error(`no rule: ${JSON.stringify(made)}`);
      return made.id;
    },
    clearFaults: async () => void (await control(sandbox, "DELETE", "faults")),
    advance: (advanceSeconds) => {
      sandbox.engine.changeClock({ advanceSeconds });
      clock.set(new Date(sandbox.engine.world.clock.nowMs()));
    },
    catchUp: () => catchUp(shop),
    reconcile: (levels = ALL_LEVELS, trigger = "demand", through = reader) =>
      reconcileWith(runtime, levels, { trigger, reader: through }),
    open: async () => {
      const rows = await runtime.db.prisma.ledgerBreak.findMany({
        where: { state: { not: "resolved" } },
      });
      return rows.map(({ type, objectId }) => `${type} ${objectId}`).toSorted();
    },
    close: async () => {
      await sandbox.close();
      await runtime.db.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

function clientOf({ apiKey, port }: RunningSandbox): Stripe {
  return new Stripe(apiKey, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 });
}

/** The history as the import would bring it, and the feed's cursor from where it goes on. */
async function bringIn({ runtime, reader, clock }: Parts): Promise<void> {
  const { db, scope } = runtime;
  await db.prisma.stripeAccount.create({
    data: {
      ...scope,
      name: null,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: clock.now(),
    },
  });
  await drainFeed(runtime, reader);
  await startFeedAt(db, scope, BALANCE_FEED, clock.now());
}

interface Parts {
  readonly sandbox: RunningSandbox;
  readonly runtime: Runtime;
  readonly reader: StripeReader;
  readonly clock: TestClock;
}

async function control(
  { url }: RunningSandbox,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${url}/_sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

async function catchUp({ sandbox, runtime, reader, clock }: Parts): Promise<void> {
  clock.set(new Date(sandbox.engine.world.clock.nowMs()));
  // Of what is paid, only the new is asked for: nothing here changes an old payment. The others change with time.
  const newest = await runtime.db.prisma.charge.aggregate({ _max: { createdAt: true } });
  const since = Math.floor((newest._max.createdAt?.getTime() ?? 0) / 1_000);
  for (const type of ["payment_intent", "charge"] as const)
    await project(runtime, reader, projectors[type], since);
  for (const type of ["refund", "payout", "dispute"] as const)
    await project(runtime, reader, projectors[type], 0);
  // Settlements, members of payouts and the balance each look at what the lanes before them brought.
  await pullFeedOnce(runtime, reader, EACH_TIME);
  await pullFeedOnce(runtime, reader, EACH_TIME);
  await clearWhatEnded(runtime);
}

async function project<T extends StripeObjectType>(
  { db, scope }: Runtime,
  reader: StripeReader,
  projector: Projector<T>,
  createdGte: number,
): Promise<void> {
  let startingAfter: string | undefined;
  for (;;) {
    const window = {
      limit: 100,
      createdGte,
      ...(startingAfter === undefined ? {} : { startingAfter }),
    };
    const { items, hasMore } = await reader.list(projector.objectType, window);
    await db.transaction(async (tx) => {
      if (projector.projectPage) await projector.projectPage(tx, scope, items);
      else for (const item of items) await projector.project(tx, scope, item);
    });
    startingAfter = items.at(-1)?.id;
    if (!hasMore || startingAfter === undefined) return;
  }
}
