import type { ObjectStore } from "../store/object-store.ts";

const MAX_ROWS = 1_000;

/** Deliveries, newest first, each with its attempts; times are milliseconds of real time. */
export function deliveryLog(
  store: ObjectStore,
  filter: { event?: string | undefined; limit?: number | undefined },
): object {
  const limit = Math.min(filter.limit ?? 100, MAX_ROWS);
  const rows =
    filter.event === undefined
      ? store.sql("SELECT * FROM delivery ORDER BY seq DESC LIMIT ?").all(limit)
      : store
          .sql("SELECT * FROM delivery WHERE event = ? ORDER BY seq DESC LIMIT ?")
          .all(filter.event, limit);
  const deliveries = rows.map((row) => ({
    id: row["seq"] ?? null,
    event: row["event"] ?? null,
    endpoint: row["endpoint"] ?? null,
    state: row["state"] ?? null,
    nextAtMs: row["next_at_ms"] ?? null,
    attempts: store
      .sql(
        "SELECT attempt, started_at_ms AS startedAtMs, latency_ms AS latencyMs, status, error FROM delivery_attempt WHERE delivery = ? ORDER BY seq",
      )
      .all(row["seq"] ?? null),
  }));
  return { deliveries };
}
