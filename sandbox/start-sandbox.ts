import { base62Of } from "./store/deterministic-ids.ts";
import { Shop } from "./history/shop.ts";
import { Engine } from "./engine.ts";
import { listen, type ObservedResponse } from "./protocol/http-server.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";

const DEFAULT_PAYMENTS_PER_DAY = 400;

export interface SandboxOptions {
  /** Folder of the durable store; made when missing. */
  readonly dataFolder: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly seed?: number;
  /** Days of history made when the store is empty; 0 (the default) starts with an empty account. */
  readonly days?: number;
  /** Average of the history; 400 by default. */
  readonly paymentsPerDay?: number;
  /** Payments that the shop goes on making while the sandbox runs, on average; 0 by default. */
  readonly livePerHour?: number;
  /** Accept this key only; by default every test key is accepted. */
  readonly apiKey?: string;
  readonly webhookRetryProfile?: RetryProfile;
  /** Real time in milliseconds; tests may bring their own. */
  readonly realNow?: () => number;
  readonly onResponse?: (response: ObservedResponse) => void;
}

export interface RunningSandbox {
  readonly url: string;
  readonly port: number;
  readonly accountId: string;
  /** A key that the sandbox accepts. */
  readonly apiKey: string;
  /** True when this start made the history. */
  readonly seeded: boolean;
  readonly engine: Engine;
  /** Stops server, timers and deliveries, and closes the store. */
  readonly close: () => Promise<void>;
}

/** Starts a sandbox in this process. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const seed = options.seed ?? 1;
  const engine = new Engine({
    dataFolder: options.dataFolder,
    seed,
    webhookRetryProfile: options.webhookRetryProfile ?? "sandbox",
    realNow: options.realNow ?? Date.now,
    shop: new Shop(seed, options.livePerHour ?? 0),
  });
  const seeded = engine.isEmpty && (options.days ?? 0) > 0;
  if (seeded) engine.makeHistory(options.days ?? 0, options.paymentsPerDay ?? DEFAULT_PAYMENTS_PER_DAY);
  engine.start();
  const server = await listen({
    engine,
    port: options.port ?? 0,
    requiredKey: options.apiKey ?? null,
    onResponse: options.onResponse ?? (() => undefined),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    accountId: engine.world.accountId,
    apiKey: options.apiKey ?? `sk_test_${base62Of(`key:${seed}`, 24)}`,
    seeded,
    engine,
    close: async () => {
      await server.close();
      engine.stop();
    },
  };
}
