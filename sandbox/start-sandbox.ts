import { Engine } from "./engine.ts";
import { DEFAULT_SCENARIO, type ScenarioName } from "./history/scenarios.ts";
import { Shop } from "./history/shop.ts";
import type { ObservedRequest, ObservedResponse } from "./protocol/http-reply.ts";
import { listen } from "./protocol/http-server.ts";
import { RateLimiter, type RateLimitProfile } from "./protocol/rate-limiter.ts";
import { base62Of } from "./store/deterministic-ids.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";

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
  /** What happens in the history; the everyday shop by default. */
  readonly scenario?: ScenarioName;
  /** How fast the account's clock runs beside real time; a start without it leaves the pace as it was. */
  readonly speed?: number;
  /** Payments that the shop goes on making in an hour of the account's clock, on average; 0 by default. */
  readonly livePerHour?: number;
  /** Accept this key only; by default every test key is accepted. */
  readonly apiKey?: string;
  readonly webhookRetryProfile?: RetryProfile;
  /** Whether requests are limited as Stripe limits a sandbox or a live account; `none` by default. */
  readonly rateLimitProfile?: RateLimitProfile;
  /** A new account's clock stands still at this instant (milliseconds) until it is moved; by default it runs with real time. */
  readonly frozenAtMs?: number;
  readonly onRequest?: (request: ObservedRequest) => void;
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
  /** Stops server, timers and deliveries, and closes the store; a second call waits for the first. */
  readonly close: () => Promise<void>;
}

const DEFAULTS = {
  port: 0,
  seed: 1,
  days: 0,
  paymentsPerDay: 400,
  scenario: DEFAULT_SCENARIO,
  livePerHour: 0,
  webhookRetryProfile: "sandbox",
  rateLimitProfile: "none",
  onRequest: () => undefined,
  onResponse: () => undefined,
} as const;

/** Starts a sandbox in this process. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const settings = { ...DEFAULTS, ...options };
  const engine = new Engine({
    dataFolder: settings.dataFolder,
    seed: settings.seed,
    webhookRetryProfile: settings.webhookRetryProfile,
    realNow: Date.now,
    frozenAtMs: options.frozenAtMs ?? null,
    shop: new Shop(settings.seed, settings.livePerHour),
  });
  const seeded = engine.isEmpty && settings.days > 0;
  if (seeded) engine.makeHistory(settings);
  engine.start();
  if (options.speed !== undefined) engine.changeClock({ speed: options.speed });
  const { port, onRequest, onResponse } = settings;
  const requiredKey = options.apiKey ?? null;
  const limiter = new RateLimiter(settings.rateLimitProfile, Date.now);
  const server = await listen({ engine, port, requiredKey, limiter, onRequest, onResponse }).catch(
    (error: unknown) => {
      engine.stop();
      throw error;
    },
  );
  const url = `http://127.0.0.1:${server.port}`;
  engine.world.origin = url;
  let closing: Promise<void> | null = null;
  return {
    url,
    port: server.port,
    accountId: engine.world.accountId,
    apiKey: requiredKey ?? `sk_test_${base62Of(`key:${settings.seed}`, 24)}`,
    seeded,
    engine,
    close: () => {
      closing ??= server.close().then(() => engine.stop());
      return closing;
    },
  };
}
