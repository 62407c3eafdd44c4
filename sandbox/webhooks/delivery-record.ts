import type { ObjectStore } from "../store/object-store.ts";
import type { World } from "../world.ts";
import { disablesAfter, type RetryProfile, waitAfter } from "./retry-profiles.ts";

/** One attempt; times are milliseconds of real time. */
export interface Attempted {
  readonly startedAtMs: number;
  readonly latencyMs: number;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly error: string | null;
}

interface Delivery {
  readonly seq: number;
  readonly event: string;
  readonly endpoint: string;
  readonly attempts: number;
}

/** Writes what an attempt came to and what follows: done, tried again, given up, or an endpoint that is disabled. */
export function recordAttempt(
  world: World,
  delivery: Delivery,
  attempted: Attempted,
  { profile, nowMs }: { readonly profile: RetryProfile; readonly nowMs: number },
): void {
  const { store } = world;
  const attempts = delivery.attempts + 1;
  const { startedAtMs, latencyMs, status, error } = attempted;
  store
    .sql(
      "INSERT INTO delivery_attempt (delivery, attempt, started_at_ms, latency_ms, status, error) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(delivery.seq, attempts, startedAtMs, latencyMs, status, error);
  if (status !== null && status >= 200 && status < 300) {
    finish(store, delivery, "succeeded", attempts);
    setFailingSince(store, delivery.endpoint, null);
    return;
  }
  const failingSince = noteFailure(store, delivery.endpoint, nowMs);
  const wait = waitAfter(profile, attempts);
  if (wait === null) {
    finish(store, delivery, "failed", attempts);
    const limit = disablesAfter(profile);
    if (limit !== null && nowMs - failingSince >= limit) disableEndpoint(world, delivery.endpoint);
    return;
  }
  store
    .sql("UPDATE delivery SET attempts = ?, next_at_ms = ? WHERE seq = ?")
    .run(attempts, nowMs + wait, delivery.seq);
}

/** Ends a delivery whose endpoint or event is not there any more. */
export function recordCanceled(store: ObjectStore, delivery: Delivery): void {
  finish(store, delivery, "canceled", delivery.attempts);
}

/** Switches an endpoint off, as Stripe does with one that failed for days. No event tells of it. */
export function disableEndpoint({ store }: World, id: string): void {
  const found = store.getAnywhere("webhook_endpoint", id);
  if (found === undefined) return;
  store.replace("webhook_endpoint", { ...found.doc, status: "disabled" });
}

/** Real time since when every attempt to the endpoint failed, this one included. */
function noteFailure(store: ObjectStore, endpoint: string, nowMs: number): number {
  const since = store.column("webhook_endpoint", endpoint, "failing_since_ms");
  if (typeof since === "number") return since;
  setFailingSince(store, endpoint, nowMs);
  return nowMs;
}

function setFailingSince(store: ObjectStore, endpoint: string, ms: number | null): void {
  store.setColumn("webhook_endpoint", endpoint, "failing_since_ms", ms);
}

/** The event counts one pending delivery less, and one undelivered more when it was given up; copies do not count. */
function finish(
  store: ObjectStore,
  { seq, event }: Delivery,
  state: "succeeded" | "failed" | "canceled",
  attempts: number,
): void {
  const row = store
    .sql(
      "UPDATE delivery SET state = ?, attempts = ?, next_at_ms = NULL WHERE seq = ? RETURNING counted",
    )
    .get(state, attempts, seq);
  if (row?.["counted"] !== 1) return;
  store
    .sql("UPDATE event SET pending = pending - 1, undelivered = undelivered + ? WHERE id = ?")
    .run(state === "failed" ? 1 : 0, event);
}
