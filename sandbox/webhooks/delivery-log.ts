import type { ObjectStore } from "../store/object-store.ts";

const MAX_ROWS = 1_000;

interface LogFilter {
  readonly event?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly state?: string | undefined;
  readonly limit: number;
}

/** Deliveries, newest first, each with its attempts; times are milliseconds of real time. */
export function deliveryLog(store: ObjectStore, filter: LogFilter): object {
  const wanted = (["event", "endpoint", "state"] as const).flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [{ sql: `${column} = ?`, value }];
  });
  const where = wanted.length === 0 ? "" : `WHERE ${wanted.map(({ sql }) => sql).join(" AND ")}`;
  const limit = Math.min(Number.isInteger(filter.limit) ? filter.limit : 100, MAX_ROWS);
  const rows = store
    .sql(`SELECT * FROM delivery ${where} ORDER BY seq DESC LIMIT ?`)
    .all(...wanted.map(({ value }) => value), limit);
  const deliveries = rows.map((row) => ({
    id: row["seq"] ?? null,
    event: row["event"] ?? null,
    endpoint: row["endpoint"] ?? null,
    state: row["state"] ?? null,
    nextAtMs: row["next_at_ms"] ?? null,
    /** The fault rule that it is under. */
    rule: row["rule"] ?? null,
    attempts: store
      .sql(
        "SELECT attempt, started_at_ms AS startedAtMs, latency_ms AS latencyMs, status, error FROM delivery_attempt WHERE delivery = ? ORDER BY seq",
      )
      .all(row["seq"] ?? null),
  }));
  return { deliveries };
}
