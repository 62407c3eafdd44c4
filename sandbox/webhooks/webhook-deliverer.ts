import type { Stripe } from "stripe";
import { renderEvent } from "../resources/events.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { type RetryProfile, waitAfter } from "./retry-profiles.ts";
import { signatureHeader } from "./signature.ts";

const MAX_IN_FLIGHT = 8;
const ATTEMPT_TIMEOUT_MS = 10_000;

interface DueDelivery {
  readonly seq: number;
  readonly event: string;
  readonly endpoint: string;
  readonly attempts: number;
}

interface AttemptResult {
  readonly startedAtMs: number;
  readonly latencyMs: number;
  readonly status: number | null;
  readonly error: string | null;
}

/**
 * Sends what the store holds as due, a bounded number at a time and in no promised order. The queue is the store itself,
 * so deliveries go on after a restart; one that was under way is sent again.
 */
export class WebhookDeliverer {
  readonly #store: ObjectStore;
  readonly #profile: RetryProfile;
  readonly #realNow: () => number;
  readonly #underWay = new Set<number>();
  readonly #stop = new AbortController();
  #wakeUp: NodeJS.Timeout | null = null;

  constructor(store: ObjectStore, profile: RetryProfile, realNow: () => number) {
    this.#store = store;
    this.#profile = profile;
    this.#realNow = realNow;
  }

  /** Starts whatever is due now and comes back by itself when the next retry is. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#wakeUp !== null) clearTimeout(this.#wakeUp);
    this.#wakeUp = null;
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
    const rows = this.#store
      .sql(
        "SELECT seq, event, endpoint, attempts FROM delivery WHERE state = 'pending' AND next_at_ms <= ? ORDER BY next_at_ms, seq LIMIT ?",
      )
      .all(this.#realNow(), limit + this.#underWay.size);
    return rows
      .map((row) => ({
        seq: Number(row["seq"]),
        event: String(row["event"]),
        endpoint: String(row["endpoint"]),
        attempts: Number(row["attempts"]),
      }))
      .filter((delivery) => !this.#underWay.has(delivery.seq))
      .slice(0, limit);
  }

  #sleepUntilNext(): void {
    const next = this.#store
      .sql(
        "SELECT min(next_at_ms) AS next FROM delivery WHERE state = 'pending' AND next_at_ms > ?",
      )
      .get(this.#realNow())?.["next"];
    if (typeof next !== "number") return;
    this.#wakeUp = setTimeout(() => this.wake(), Math.min(next - this.#realNow(), 60_000));
    this.#wakeUp.unref();
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const endpoint = this.#store.getAnywhere("webhook_endpoint", delivery.endpoint)?.doc;
    const secret = this.#store.column("webhook_endpoint", delivery.endpoint, "secret");
    const event = this.#store
      .sql("SELECT doc, pending FROM event WHERE id = ?")
      .get(delivery.event);
    if (
      endpoint === undefined ||
      endpoint.status !== "enabled" ||
      typeof secret !== "string" ||
      event === undefined
    ) {
      this.#store.transact(() => this.#finish(delivery, "canceled", delivery.attempts));
      return;
    }
    const result = await this.#send(endpoint, secret, JSON.stringify(renderEvent(event), null, 2));
    if (this.#stop.signal.aborted) return;
    this.#store.transact(() => this.#record(delivery, result));
  }

  async #send(
    endpoint: Stripe.WebhookEndpoint,
    secret: string,
    body: string,
  ): Promise<AttemptResult> {
    const startedAtMs = this.#realNow();
    const done = (status: number | null, error: string | null): AttemptResult => ({
      startedAtMs,
      latencyMs: this.#realNow() - startedAtMs,
      status,
      error,
    });
    try {
      const response = await fetch(endpoint.url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": signatureHeader(secret, Math.floor(startedAtMs / 1000), body),
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

  #record(delivery: DueDelivery, result: AttemptResult): void {
    const attempts = delivery.attempts + 1;
    this.#store
      .sql(
        "INSERT INTO delivery_attempt (delivery, attempt, started_at_ms, latency_ms, status, error) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(
        delivery.seq,
        attempts,
        result.startedAtMs,
        result.latencyMs,
        result.status,
        result.error,
      );
    if (result.status !== null && result.status >= 200 && result.status < 300) {
      this.#finish(delivery, "succeeded", attempts);
      return;
    }
    const wait = waitAfter(this.#profile, attempts);
    if (wait === null) {
      this.#finish(delivery, "failed", attempts);
      return;
    }
    this.#store
      .sql("UPDATE delivery SET attempts = ?, next_at_ms = ? WHERE seq = ?")
      .run(attempts, this.#realNow() + wait, delivery.seq);
  }

  /** Ends a delivery; the event counts one pending delivery less, and one undelivered more when it was given up. */
  #finish(
    delivery: DueDelivery,
    state: "succeeded" | "failed" | "canceled",
    attempts: number,
  ): void {
    this.#store
      .sql("UPDATE delivery SET state = ?, attempts = ?, next_at_ms = NULL WHERE seq = ?")
      .run(state, attempts, delivery.seq);
    this.#store
      .sql("UPDATE event SET pending = pending - 1, undelivered = undelivered + ? WHERE id = ?")
      .run(state === "failed" ? 1 : 0, delivery.event);
  }
}
