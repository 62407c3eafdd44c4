import { type TimerHandlers, TimerQueue } from "./clock/timer-queue.ts";
import { parseClockState, WorldClock } from "./clock/world-clock.ts";
import { FaultRules } from "./control/fault-rules.ts";
import type { Shop } from "./history/shop.ts";
import { scheduleNextDay } from "./resources/account-day.ts";
import { followInvoicePayment } from "./resources/billing/invoice-outcomes.ts";
import { base62Of, createIdSource } from "./store/deterministic-ids.ts";
import { ObjectStore } from "./store/object-store.ts";
import { openDatabase } from "./store/open-store.ts";
import { timerHandlers } from "./timer-handlers.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";
import { WebhookDeliverer } from "./webhooks/webhook-deliverer.ts";
import type { World } from "./world.ts";

const TICK_MS = 200;
const DAY_MS = 86_400_000;
const CLOCK_META = "clock";

export interface EngineOptions {
  readonly dataFolder: string;
  readonly seed: number;
  readonly webhookRetryProfile: RetryProfile;
  /** Real time in milliseconds. */
  readonly realNow: () => number;
  /** Where a new account's clock stands, in milliseconds; null lets it run with real time. */
  readonly frozenAtMs: number | null;
  readonly shop: Shop;
}

/** The account in motion: the world, its timers and its webhooks, without any HTTP. */
export class Engine {
  readonly world: World;
  readonly #handlers: TimerHandlers;
  readonly #deliverer: WebhookDeliverer;
  readonly #shop: Shop;
  #ticking: NodeJS.Timeout | null = null;

  constructor(options: EngineOptions) {
    this.#shop = options.shop;
    const database = openDatabase(options.dataFolder);
    const ids = createIdSource(database, options.seed);
    const store = new ObjectStore(database, ids);
    const clock = new WorldClock(options.realNow, parseClockState(store.meta(CLOCK_META)));
    if (options.frozenAtMs !== null && store.meta(CLOCK_META) === undefined) {
      clock.freezeAt(options.frozenAtMs);
      store.setMeta(CLOCK_META, JSON.stringify(clock.state));
    }
    const accountId = store.meta("account") ?? `acct_1${base62Of(`account:${options.seed}`, 15)}`;
    store.setMeta("account", accountId);
    this.world = {
      accountId,
      store,
      clock,
      ids,
      timers: new TimerQueue(store, clock),
      faults: new FaultRules(store, clock),
      origin: "http://127.0.0.1",
      request: null,
      observers: [followInvoicePayment],
      invoiceVerdict: null,
    };
    this.#handlers = timerHandlers(this.world, options.shop);
    this.#deliverer = new WebhookDeliverer(store, options.webhookRetryProfile, options.realNow);
  }

  /** What was asked to go wrong. */
  get faults(): FaultRules {
    return this.world.faults;
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

  /** Opens an empty account `days` ago and lets the shop live until now; all in one transaction, so never by halves. */
  makeHistory(days: number, paymentsPerDay: number): void {
    const { store, clock } = this.world;
    const openedMs = clock.nowMs() - (days + 1) * DAY_MS;
    store.transact(() => {
      clock.at(openedMs, () => scheduleNextDay(this.world));
      this.#shop.makeHistory(this.world, days, paymentsPerDay, (untilMs) =>
        this.runTimers(untilMs),
      );
    });
    store.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  start(): void {
    this.world.store.transact(() => {
      if (this.isEmpty) scheduleNextDay(this.world);
      this.#shop.scheduleNextSale(this.world);
    });
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
