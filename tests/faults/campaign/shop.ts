import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import type { Actor } from "#core/roles.ts";
import { createListener } from "#ingest/listener.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createIntake } from "#server/modules/webhooks/index.ts";
import { type Clock, monotonicMs } from "#server/platform/clock/clock.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { copyTemplate, type TestDatabase, type TestServer } from "#tests/support/test-server.ts";
import { addPerson } from "../paid-charge.ts";
import type { RunPlan } from "./plan.ts";
import type { Target } from "./subject.ts";
import { subjectOf } from "./subjects.ts";

/** Monday, 2 March 2026, 10:00 UTC. */
const OPENED_MS = Date.UTC(2026, 2, 2, 10);
const ROLES = ["support", "finance", "support", "finance", "manager"] as const;

/** A request that arrived at Stripe with a command's key. */
export interface SentRequest {
  readonly key: string;
  readonly form: string;
  /** Milliseconds of Stripe's clock. */
  readonly atMs: number;
}

/** The world of one run: a database of its own, a sandbox, the listener of its webhooks, people and what they paid for. */
export interface Shop {
  readonly database: TestDatabase;
  readonly sandbox: RunningSandbox;
  readonly stripe: Stripe;
  readonly web: Runtime;
  /** All rights, for looking. */
  readonly owner: Database;
  readonly people: readonly Actor[];
  readonly targets: readonly Target[];
  readonly sent: readonly SentRequest[];
  /** Calls back at the next request of that command, before anything is made of it. */
  readonly onArrival: (commandId: string, arrived: () => void) => void;
  readonly close: () => Promise<void>;
}

/** Opens the shop of a plan: the console knows its people and nothing yet of its payments. */
export async function openShop(server: TestServer, plan: RunPlan): Promise<Shop> {
  const [database, folder] = await Promise.all([
    copyTemplate(server),
    mkdtemp(join(tmpdir(), "faults-")),
  ]);
  const sent: SentRequest[] = [];
  const arrivals = new Map<string, () => void>();
  const sandbox = await startSandbox({
    dataFolder: folder,
    seed: plan.run + 1,
    frozenAtMs: OPENED_MS,
    webhookRetryProfile: "fast",
    onRequest: ({ method, idempotencyKey, form }) => {
      const commandId = method === "POST" ? commandOf(idempotencyKey) : null;
      if (idempotencyKey === null || commandId === null) return;
      sent.push({ key: idempotencyKey, form, atMs: sandbox.engine.world.clock.nowMs() });
      arrivals.get(commandId)?.();
      arrivals.delete(commandId);
    },
  });
  sandbox.engine.changeClock({ frozen: false });
  const { apiKey, port, accountId } = sandbox;
  const place = { host: "127.0.0.1", port, protocol: "http" } as const;
  const stripe = new Stripe(apiKey, { ...place, maxNetworkRetries: 0 });
  const clock: Clock = {
    now: () => new Date(sandbox.engine.world.clock.nowMs()),
    realNow: () => new Date(),
    speed: () => 1,
  };
  const overrides = { clock, scope: { accountId, livemode: false } };
  const web = testRuntime(database, "countersign_web", overrides);
  const ingest = testRuntime(database, "countersign_ingest", overrides);
  const owner = testRuntime(database, "countersign_owner", overrides).db;
  const listener = await listenForWebhooks(stripe, ingest);
  const people: Actor[] = [];
  for (const role of ROLES) people.push(await addPerson(owner, role));
  const targets: Target[] = [];
  for (const { subject, card } of plan.targets)
    targets.push(await subjectOf(subject).arrange(stripe, card));
  return {
    database,
    sandbox,
    stripe,
    web,
    owner,
    people,
    targets,
    sent,
    onArrival: (commandId, arrived) => void arrivals.set(commandId, arrived),
    close: async () => {
      await sandbox.close();
      await listener.close();
      await Promise.all([web.db.close(), ingest.db.close(), owner.close()]);
      await Promise.all([database.drop(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

/** The command of an idempotency key; null for a request that is nobody's command. */
export function commandOf(key: string | null): string | null {
  return /^cmd\/([0-9a-f-]{36})\//.exec(key ?? "")?.[1] ?? null;
}

/** The product's own listener in this process, and the sandbox's endpoint that points to it. */
async function listenForWebhooks(
  stripe: Stripe,
  ingest: Runtime,
): Promise<{ close: () => Promise<void> }> {
  const endpoint = await stripe.webhookEndpoints.create({
    url: "http://127.0.0.1:9/",
    enabled_events: ["*"],
    api_version: Stripe.API_VERSION,
  });
  const server = createListener({
    intake: createIntake(ingest, endpoint.secret ?? ""),
    ready: () => Promise.resolve(true),
    nowMs: monotonicMs,
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  await stripe.webhookEndpoints.update(endpoint.id, {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
