import { endpointsUnreachable } from "../history/incidents/webhook-outage.ts";
import type { World } from "../world.ts";
import { signedBody } from "./delivery-disguise.ts";
import { type DeliveryFault, parseFault } from "./delivery-plan.ts";
import { type Attempted, recordAttempt, recordCanceled } from "./delivery-record.ts";
import { type DeliveryTarget, targetOf } from "./delivery-target.ts";
import { releaseHeld } from "./held-deliveries.ts";
import type { RetryProfile } from "./retry-profiles.ts";

const MAX_IN_FLIGHT = 8;
const ATTEMPT_TIMEOUT_MS = 10_000;

interface DueDelivery {
  readonly seq: number;
  readonly event: string;
  readonly endpoint: string;
  readonly attempts: number;
  readonly fault: DeliveryFault | null;
}

/**
 * Sends what the store holds as due, a bounded number at a time and in no promised order. The queue is the store itself,
 * so deliveries go on after a restart; one that was under way is sent again.
 */
export class WebhookDeliverer {
  readonly #world: World;
  readonly #profile: RetryProfile;
  readonly #realNow: () => number;
  readonly #underWay = new Set<number>();
  readonly #stop = new AbortController();
  #wakeUp: NodeJS.Timeout | null = null;

  constructor(world: World, profile: RetryProfile, realNow: () => number) {
    this.#world = world;
    this.#profile = profile;
    this.#realNow = realNow;
  }

  /** Starts whatever is due now and comes back by itself when the next retry is. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#wakeUp !== null) clearTimeout(this.#wakeUp);
    this.#wakeUp = null;
    releaseHeld(this.#world, this.#realNow());
    const free = MAX_IN_FLIGHT - this.#underWay.size;
    if (free <= 0) return;
    for (const delivery of this.#due(free)) {
      this.#underWay.add(delivery.seq);
      void this.#deliver(delivery).finally(() => {
        this.#underWay.delete(delivery.seq);
        this.wake();
      });
    }
    this.#sleepUntilNext();
  }

  stop(): void {
    if (this.#wakeUp !== null) clearTimeout(this.#wakeUp);
    this.#stop.abort();
  }

  #due(limit: number): DueDelivery[] {
    const rows = this.#world.store
      .sql(
        "SELECT seq, event, endpoint, attempts, fault FROM delivery WHERE state = 'pending' AND next_at_ms <= ? AND endpoint NOT IN (SELECT id FROM webhook_endpoint WHERE paused = 1) ORDER BY next_at_ms, seq LIMIT ?",
      )
      .all(this.#realNow(), limit + this.#underWay.size);
    return rows
      .map((row) => ({
        seq: Number(row["seq"]),
        event: String(row["event"]),
        endpoint: String(row["endpoint"]),
        attempts: Number(row["attempts"]),
        fault: parseFault(row["fault"]),
      }))
      .filter((delivery) => !this.#underWay.has(delivery.seq))
      .slice(0, limit);
  }

  #sleepUntilNext(): void {
    const next = this.#world.store
      .sql(
        "SELECT min(next_at_ms) AS next FROM delivery WHERE state IN ('pending', 'held') AND next_at_ms > ?",
      )
      .get(this.#realNow())?.["next"];
    if (typeof next !== "number") return;
    this.#wakeUp = setTimeout(() => this.wake(), Math.min(next - this.#realNow(), 60_000));
    this.#wakeUp.unref();
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const { store } = this.#world;
    const target = targetOf(this.#world, delivery.endpoint, delivery.event, this.#realNow());
    if (target === null) {
      store.transact(() => recordCanceled(store, delivery));
      return;
    }
    // A fault spoils the first attempt; what is tried again is tried rightly.
    const fault = delivery.attempts === 0 ? delivery.fault : null;
    const attempted = await this.#send(target, fault);
    if (this.#stop.signal.aborted) return;
    const profile = this.#profile;
    store.transact(() =>
      recordAttempt(this.#world, delivery, attempted, { profile, nowMs: this.#realNow() }),
    );
  }

  async #send(
    { url, secrets, event }: DeliveryTarget,
    fault: DeliveryFault | null,
  ): Promise<Attempted> {
    const startedAtMs = this.#realNow();
    const done = (status: number | null, error: string | null): Attempted => ({
      startedAtMs,
      latencyMs: this.#realNow() - startedAtMs,
      status,
      error,
    });
    if (endpointsUnreachable(this.#world)) return done(null, `connect ECONNREFUSED ${url}`);
    const { body, signature } = signedBody(event, secrets, Math.floor(startedAtMs / 1000), fault);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": signature,
        },
        redirect: "manual",
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      return done(response.status, null);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return done(null, cause instanceof Error ? cause.message : String(cause));
    }
  }
}
