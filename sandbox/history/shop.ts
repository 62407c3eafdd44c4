import type { World } from "../world.ts";
import { beginBurst, goOnBurst } from "./card-testing.ts";
import { randomStream } from "./random-stream.ts";
import { endPreorder, refundOrder } from "./shop-aftercare.ts";
import { HOUR_WEIGHTS, salaryFactor, WEEKDAY_FACTORS } from "./shop-profile.ts";
import { nextStream, type Outage, retryOrder, sellOnce } from "./shop-sale.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One order in so many is the start of a burst of card testing. */
const BURST_EVERY = 900;
/** Bursts that the newest history always has, in hours before its end. */
const CERTAIN_BURSTS_HOURS_AGO = [29, 5] as const;
/** The disturbance of the last hours: cards fail, often enough and recently enough to be told from chance at once. */
const OUTAGE = { methodType: "card", failureRate: 0.55, startHoursAgo: 4, endHoursAgo: 0 };
/** The running shop never falls quite asleep, so that a night-time visitor sees something happen. */
const LIVE_NIGHT_FLOOR = 0.4;

/** A shop that sells through the account: its past, and its present when `livePerHour` is above 0. */
export class Shop {
  readonly #seed: string;
  readonly #livePerHour: number;
  #outage: Outage | null = null;

  constructor(seed: number, livePerHour: number) {
    this.#seed = `shop:${seed}`;
    this.#livePerHour = livePerHour;
  }

  /** Every order time from `fromMs` to `untilMs`, in order, with seasons of hour, weekday and salary. */
  *#orderTimes(fromMs: number, untilMs: number, perDay: number): Generator<number> {
    const random = randomStream(`${this.#seed}:arrivals`);
    for (let hour = fromMs; hour < untilMs; hour += HOUR_MS) {
      const count = random.poisson((perDay / 24) * seasonAt(hour));
      const times = Array.from({ length: count }, () => Math.floor(hour + random.next() * HOUR_MS));
      yield* times.filter((time) => time < untilMs).toSorted((a, b) => a - b);
    }
  }

  /**
   * Lives through `days` days up to now: `runTimers` fires what is due before each order, so that settlements, payouts and
   * refunds fall where they would have fallen.
   */
  makeHistory(
    world: World,
    days: number,
    perDay: number,
    runTimers: (untilMs: number) => void,
  ): void {
    const end = world.clock.nowMs();
    const start = Math.floor((end - days * DAY_MS) / DAY_MS) * DAY_MS;
    this.#outage = {
      ...OUTAGE,
      fromMs: end - OUTAGE.startHoursAgo * HOUR_MS,
      untilMs: end - OUTAGE.endHoursAgo * HOUR_MS,
    };
    const bursts = CERTAIN_BURSTS_HOURS_AGO.map((hours) => end - hours * HOUR_MS).filter(
      (time) => time > start,
    );
    for (const time of this.#orderTimes(start, end, perDay)) {
      while (bursts[0] !== undefined && bursts[0] <= time) {
        const at = bursts.shift() ?? time;
        runTimers(at);
        world.clock.at(at, () =>
          this.#act(world, () => beginBurst(world, nextStream(world, this.#seed))),
        );
      }
      runTimers(time);
      world.clock.at(time, () => this.#sell(world));
    }
    runTimers(end);
    this.#outage = null;
  }

  #sell(world: World): void {
    this.#act(world, () => {
      const random = nextStream(world, this.#seed);
      if (random.chance(1 / BURST_EVERY)) beginBurst(world, random);
      else sellOnce(world, random, this.#outage);
    });
  }

  /** The shop's server calls the API: its events carry a request id. */
  #act(world: World, work: () => void): void {
    world.request = { id: world.ids.nextRequestId(), idempotency_key: null };
    try {
      work();
    } finally {
      world.request = null;
    }
  }

  /** What its timers do. */
  readonly timers = {
    sale: (world: World): void => {
      this.#sell(world);
      this.scheduleNextSale(world);
    },
    retry: (world: World, subject: string): void =>
      this.#act(world, () =>
        retryOrder(world, subject, nextStream(world, this.#seed), this.#outage),
      ),
    capture: (world: World, subject: string): void =>
      this.#act(world, () => endPreorder(world, subject, nextStream(world, this.#seed))),
    refund: (world: World, subject: string): void =>
      this.#act(world, () => refundOrder(world, subject, nextStream(world, this.#seed))),
    burst: (world: World, subject: string): void =>
      this.#act(world, () => goOnBurst(world, subject, nextStream(world, this.#seed))),
  };

  /** Sets the timer of the next live order, or removes it when the shop is not to sell. */
  scheduleNextSale(world: World): void {
    world.timers.cancelAll("shop-sale");
    if (this.#livePerHour <= 0) return;
    const now = world.clock.nowMs();
    const rate = this.#livePerHour * Math.max(seasonAt(now), LIVE_NIGHT_FLOOR);
    const gap = nextStream(world, `${this.#seed}:gap`).exponential(HOUR_MS / rate);
    world.timers.set("shop-sale", "", now + Math.max(1, Math.floor(gap)));
  }
}

/** How busy the shop is at this instant, 1 on average. */
function seasonAt(ms: number): number {
  const date = new Date(ms);
  const total = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  const hour = ((HOUR_WEIGHTS[date.getUTCHours()] ?? 0) * HOUR_WEIGHTS.length) / total;
  return hour * (WEEKDAY_FACTORS[date.getUTCDay()] ?? 1) * salaryFactor(date.getUTCDate());
}
