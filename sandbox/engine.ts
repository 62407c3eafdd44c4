import { type TimerHandlers, TimerQueue } from "./clock/timer-queue.ts";
import { parseClockState, WorldClock } from "./clock/world-clock.ts";
import { FaultRules } from "./control/fault-rules.ts";
import { scheduleNextDay } from "./resources/account-day.ts";
import { base62Of, createIdSource } from "./store/deterministic-ids.ts";
import { ObjectStore } from "./store/object-store.ts";
import { openDatabase } from "./store/open-store.ts";
import { timerHandlers } from "./timer-handlers.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";
import { WebhookDeliverer } from "./webhooks/webhook-deliverer.ts";
import type { World } from "./world.ts";

const TICK_MS = 200;
const CLOCK_META = "clock";

export interface EngineOptions {
  readonly dataFolder: string;
  readonly seed: number;
  readonly webhookRetryProfile: RetryProfile;
  /** Real time in milliseconds. */
  readonly realNow: () => number;
  /** One sale of the shop, when it keeps selling. */
  readonly sellOnce: (world: World) => void;
}

/** The account in motion: the world, its timers and its webhooks, without any HTTP. */
export class Engine {
  readonly world: World;
  readonly faults = new FaultRules();
  readonly #handlers: TimerHandlers;
  readonly #deliverer: WebhookDeliverer;
  #ticking: NodeJS.Timeout | null = null;

  constructor(options: EngineOptions) {
    const database = openDatabase(options.dataFolder);
    const ids = createIdSource(database, options.seed);
    const store = new ObjectStore(database, ids);
    const clock = new WorldClock(options.realNow, parseClockState(store.meta(CLOCK_META)));
    const accountId = store.meta("account") ?? `acct_1${base62Of(`account:${options.seed}`, 15)}`;
    store.setMeta("account", accountId);
    this.world = { accountId, store, clock, ids, timers: new TimerQueue(store, clock), request: null };
    this.#handlers = timerHandlers(this.world, () => options.sellOnce(this.world));
    this.#deliverer = new WebhookDeliverer(store, options.webhookRetryProfile, options.realNow);
  }

  /** True until something was written on purpose: no history and no objects yet. */
  get isEmpty(): boolean {
    return this.world.timers.nextDueMs() === null;
  }

  /** Fires what is due at the account's present moment and sends what is to be sent. */
  catchUp(): void {
    this.runTimers(this.world.clock.nowMs());
    this.#deliverer.wake();
  }

  /** Fires the timers that are due by `untilMs` of the account's clock. */
  runTimers(untilMs: number): void {
    this.world.timers.runDue(untilMs, this.#handlers);
  }

  start(): void {
    if (this.isEmpty) this.world.store.transact(() => scheduleNextDay(this.world));
    this.#ticking = setInterval(() => this.catchUp(), TICK_MS);
    this.catchUp();
  }

  /** Changes the clock, keeps the change, and fires all that became due by it. */
  changeClock(change: { advanceSeconds?: number; speed?: number; frozen?: boolean }): void {
    this.world.clock.change(change);
    this.world.store.setMeta(CLOCK_META, JSON.stringify(this.world.clock.state));
    this.catchUp();
  }

  stop(): void {
    if (this.#ticking !== null) clearInterval(this.#ticking);
    this.#deliverer.stop();
    this.world.store.database.close();
  }
}
