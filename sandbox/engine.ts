import { type TimerHandlers, TimerQueue } from "./clock/timer-queue.ts";
import { type ClockState, parseClockState, WorldClock } from "./clock/world-clock.ts";
import { actNow } from "./control/fault-actions.ts";
import { type FaultRule, FaultRules } from "./control/fault-rules.ts";
import { openIncidentLog } from "./history/incident-log.ts";
import type { HistoryPlan, Shop } from "./history/shop.ts";
import { keepHistoryFacts, TruthFile } from "./history/truth.ts";
import { scheduleNextDay } from "./resources/account-day.ts";
import { followInvoicePayment } from "./resources/billing/invoice-outcomes.ts";
import { EVENTS_KEPT_SECONDS } from "./resources/events.ts";
import { base62Of, createIdSource } from "./store/deterministic-ids.ts";
import { ObjectStore } from "./store/object-store.ts";
import { openDatabase, USUAL_CACHE } from "./store/open-store.ts";
import { timerHandlers } from "./timer-handlers.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";
import { WebhookDeliverer } from "./webhooks/webhook-deliverer.ts";
import type { World } from "./world.ts";

const TICK_MS = 200;
const DAY_MS = 86_400_000;
const CLOCK_META = "clock";
/** Kibibytes of pages kept in memory: a long history writes all over its indexes. */
const HISTORY_CACHE = "PRAGMA cache_size = -786432";
/** A clock that is not of real time's pace is saved this often, so that little of it is lost by a kill. */
const CLOCK_KEPT_EVERY_MS = 5_000;

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
  readonly #seed: number;
  readonly #realNow: () => number;
  readonly #truth: TruthFile;
  #ticking: NodeJS.Timeout | null = null;

  constructor(options: EngineOptions) {
    this.#shop = options.shop;
    this.#seed = options.seed;
    this.#realNow = options.realNow;
    const database = openDatabase(options.dataFolder);
    const ids = createIdSource(database, options.seed);
    const store = new ObjectStore(database, ids);
    const clock = new WorldClock(
      options.realNow,
      atRealPace(parseClockState(store.meta(CLOCK_META)), options.realNow()),
    );
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
      eventsFromSeconds: 0,
      observers: [followInvoicePayment],
      invoiceVerdict: (world, invoice, method) =>
        options.shop.invoiceVerdict(world, invoice, method),
    };
    openIncidentLog(this.world);
    this.#truth = new TruthFile(this.world, options.dataFolder, options.realNow);
    this.#handlers = timerHandlers(this.world, options.shop);
    this.#deliverer = new WebhookDeliverer(
      this.world,
      options.webhookRetryProfile,
      options.realNow,
    );
  }

  /** What was asked to go wrong. */
  get faults(): FaultRules {
    return this.world.faults;
  }

  /** Adds a fault rule from its JSON and does at once what it wants done at once; a sentence where it is wrong. */
  startFault(input: unknown): FaultRule | string {
    return this.world.store.transact(() => {
      const rule = this.faults.add(input);
      if (typeof rule !== "string") actNow(this.world, rule, this.#realNow());
      return rule;
    });
  }

  /** True until something was written on purpose: no history and no objects yet. */
  get isEmpty(): boolean {
    return this.world.timers.nextDueMs() === null;
  }

  /** Fires what is due at the account's present moment and sends what is to be sent. */
  catchUp(): void {
    this.runTimers(this.world.clock.nowMs());
    this.#deliverer.wake();
    this.#truth.saveIfDue();
    this.#keepClock();
  }

  /** Fires the timers that are due by `untilMs` of the account's clock. */
  runTimers(untilMs: number): void {
    this.world.timers.runDue(untilMs, this.#handlers);
  }

  /**
   * Opens an empty account the plan's days ago and lets the shop live until now; all in one transaction, so never by
   * halves. Events that Stripe would not show any more at its end are not written.
   */
  makeHistory(plan: HistoryPlan): void {
    const { store, clock } = this.world;
    const untilMs = clock.nowMs();
    const openedMs = untilMs - (plan.days + 1) * DAY_MS;
    store.database.exec(HISTORY_CACHE);
    clock.at(untilMs, () =>
      store.transact(() => {
        this.world.eventsFromSeconds = Math.floor(untilMs / 1000) - EVENTS_KEPT_SECONDS;
        clock.at(openedMs, () => scheduleNextDay(this.world));
        this.#shop.makeHistory(this.world, plan, (dueMs) => this.runTimers(dueMs));
        const times = {
          from: new Date(openedMs).toISOString(),
          until: new Date(untilMs).toISOString(),
        };
        const { scenario, days, paymentsPerDay } = plan;
        const made = { scenario, seed: this.#seed, days, paymentsPerDay };
        keepHistoryFacts(this.world, { ...made, ...times });
      }),
    );
    this.world.eventsFromSeconds = 0;
    store.database.exec(`PRAGMA wal_checkpoint(TRUNCATE); ${USUAL_CACHE}`);
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
    this.#saveClock();
    this.catchUp();
  }

  #keepClock(): void {
    const { speed, frozen, realMs } = this.world.clock.state;
    if (frozen || speed === 1 || this.#realNow() - realMs < CLOCK_KEPT_EVERY_MS) return;
    this.world.clock.change({});
    this.#saveClock();
  }

  #saveClock(): void {
    this.world.store.setMeta(CLOCK_META, JSON.stringify(this.world.clock.state));
  }

  stop(): void {
    if (this.#ticking !== null) clearInterval(this.#ticking);
    this.#deliverer.stop();
    this.#keepClock();
    this.#truth.save();
    this.world.store.database.close();
  }
}

/** The time during which the sandbox was off passes at real pace, whatever the clock's speed was. */
function atRealPace(state: ClockState | null, realNowMs: number): ClockState | null {
  if (state === null || state.frozen || state.speed === 1) return state;
  const offMs = Math.max(0, realNowMs - state.realMs);
  return { ...state, realMs: realNowMs, virtualMs: state.virtualMs + offMs };
}
