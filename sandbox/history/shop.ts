import type { Stripe } from "stripe";
import type { Verdict } from "../resources/issuer-verdict.ts";
import type { World } from "../world.ts";
import type { Aftermath } from "./aftermath.ts";
import { beginIncident, stepIncident } from "./incidents/start-incident.ts";
import { randomStream } from "./random-stream.ts";
import { placedIncidents, type ScenarioName } from "./scenarios.ts";
import { orderTimes, seasonAt } from "./seasons.ts";
import { endPreorder, refundOrder } from "./shop-aftercare.ts";
import { disputePayment, warnOfFraud } from "./shop-fraud.ts";
import { answerDispute, judgeReview, peopleWorkUntil } from "./shop-people.ts";
import { nextStream, retryOrder, sellOnce } from "./shop-sale.ts";
import { takeOnSellers } from "./shop-sellers.ts";
import { boxVerdict, openCatalog, unsubscribe } from "./shop-subscriptions.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One order in so many is the start of a burst of one card. */
const BURST_EVERY = 900;
/** The running shop never falls quite asleep, so that a night-time visitor sees something happen. */
const LIVE_NIGHT_FLOOR = 0.4;

/** What a history is made of. */
export interface HistoryPlan {
  readonly days: number;
  /** Average of the whole history. */
  readonly paymentsPerDay: number;
  readonly scenario: ScenarioName;
}

/** A shop that sells through the account: its past, and its present when `livePerHour` is above 0. */
export class Shop {
  readonly #seed: string;
  readonly #livePerHour: number;

  constructor(seed: number, livePerHour: number) {
    this.#seed = `shop:${seed}`;
    this.#livePerHour = livePerHour;
  }

  /**
   * Lives through the plan's days up to now: `runTimers` fires what is due before each order, so that settlements,
   * payouts, refunds and incidents fall where they would have fallen.
   */
  makeHistory(world: World, plan: HistoryPlan, runTimers: (untilMs: number) => void): void {
    const untilMs = world.clock.nowMs();
    const fromMs = Math.floor((untilMs - plan.days * DAY_MS) / DAY_MS) * DAY_MS;
    peopleWorkUntil(world, untilMs);
    world.clock.at(fromMs - DAY_MS / 2, () =>
      this.#act(world, () => {
        openCatalog(world);
        takeOnSellers(world);
      }),
    );
    for (const { name, atMs } of placedIncidents(plan.scenario, fromMs, untilMs))
      world.timers.set("incident-begins", name, atMs);
    const stretch = { fromMs, untilMs, perDay: plan.paymentsPerDay };
    for (const time of orderTimes(stretch, randomStream(`${this.#seed}:arrivals`))) {
      runTimers(time);
      world.clock.at(time, () => this.#sell(world));
    }
    runTimers(untilMs);
  }

  #sell(world: World): void {
    this.#act(world, () => {
      const random = nextStream(world, this.#seed);
      if (random.chance(1 / BURST_EVERY)) beginIncident(world, "one-card-burst");
      else sellOnce(world, random);
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
      this.#act(world, () => retryOrder(world, subject, nextStream(world, this.#seed))),
    capture: (world: World, subject: string): void =>
      this.#act(world, () => endPreorder(world, subject, nextStream(world, this.#seed))),
    refund: (world: World, subject: string): void =>
      this.#act(world, () => refundOrder(world, subject, nextStream(world, this.#seed))),
    aftermath: (world: World, subject: string): void =>
      this.#act(world, () => this.#follow(world, subject)),
    incidentBegins: (world: World, name: string): void =>
      this.#act(world, () => void beginIncident(world, name)),
    incidentStep: (world: World, subject: string): void =>
      this.#act(world, () => stepIncident(world, subject)),
  };

  /** What banks say to the shop's subscribers. */
  invoiceVerdict(
    world: World,
    invoice: Stripe.Invoice,
    method: Stripe.PaymentMethod,
  ): Verdict | null {
    return boxVerdict(world, invoice, method, () => nextStream(world, this.#seed));
  }

  /** `subject` is what follows, and the id of what it happens to. */
  #follow(world: World, subject: string): void {
    const [what = "", id = ""] = subject.split(" ");
    const random = nextStream(world, this.#seed);
    const acts: Readonly<Record<Aftermath, () => void>> = {
      warning: () => warnOfFraud(world, id, random),
      dispute: () => disputePayment(world, { chargeId: id, asFraud: false }, random),
      chargeback: () => disputePayment(world, { chargeId: id, asFraud: true }, random),
      review: () => judgeReview(world, id, random),
      evidence: () => answerDispute(world, id),
      unsubscribe: () => unsubscribe(world, id),
    };
    if (isAftermath(what, acts)) acts[what]();
  }

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

function isAftermath(what: string, acts: Readonly<Record<Aftermath, unknown>>): what is Aftermath {
  return Object.hasOwn(acts, what);
}
