import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { InboxItem } from "./inbox-item.ts";

/** The feed of balance transactions: events wake it and post nothing. */
const WOKEN_FEED = "balance_transactions";

/**
 * One statement for all deliveries of a batch. What the sweep fetched goes the same way; of an event that was delivered
 * meanwhile it leaves no row, since nobody sent it twice. Sorted inserts keep two batches from waiting for each other in a circle.
 * `wanted` always grows, so that an event which commits after a later number was already worked off still wakes its lane;
 * a new event also gives a parked lane another try. The feed's row is skipped while another holds it: the lanes wake it too.
 */
const STORE = `
WITH input AS MATERIALIZED (
  SELECT i.*, clock_timestamp() AS received_at FROM jsonb_to_recordset($1::jsonb) AS i(
    n int, result text, http_status int, signed_at timestamptz, secret_key_id text, body_bytes int, body_hash text,
    remote_ip text, elapsed_micros int, stores boolean, event_id text, event_type text, api_version text,
    created_at timestamptz, request_id text, request_key text, object_type text, object_id text, status text,
    status_reason text)
), fresh AS (
  INSERT INTO event_key (account_id, livemode, event_id, seq, received_at)
  SELECT $3, $4, f.event_id, nextval('webhook_event_seq'), f.received_at
  FROM (SELECT DISTINCT ON (event_id) event_id, received_at FROM input WHERE stores ORDER BY event_id, n) f
  ORDER BY f.event_id
  ON CONFLICT DO NOTHING
  RETURNING event_id, seq, received_at
), first AS (
  SELECT DISTINCT ON (i.event_id) i.n, i.event_id, i.event_type, i.api_version, i.created_at, i.request_id, i.request_key,
    i.object_type, i.object_id, i.status, i.status_reason, i.body_hash, i.result, f.seq, f.received_at
  FROM input i JOIN fresh f ON f.event_id = i.event_id WHERE i.stores ORDER BY i.event_id, i.n
), events AS (
  INSERT INTO webhook_event (received_at, seq, account_id, livemode, event_id, type, api_version, object_type, object_id,
    created_at, request_id, request_idempotency_key, source, raw, body_hash, status, status_reason, done_at)
  SELECT received_at, seq, $3, $4, event_id, event_type, api_version, object_type, object_id, created_at, request_id,
    request_key, CASE result WHEN 'swept' THEN 'sweep' ELSE 'webhook' END, ($2::bytea[])[n], body_hash, status::event_status, status_reason,
    CASE WHEN status = 'dead' THEN received_at END
  FROM first
), lanes AS (
  INSERT INTO object_lane AS lane (account_id, livemode, object_type, object_id, wanted, run_after)
  SELECT $3, $4, object_type, object_id, max(seq), clock_timestamp() FROM first WHERE status = 'received'
  GROUP BY object_type, object_id ORDER BY object_type, object_id
  ON CONFLICT (account_id, livemode, object_type, object_id) DO UPDATE SET
    wanted = greatest(lane.wanted + 1, excluded.wanted),
    fails = CASE WHEN lane.parked_reason IS NULL THEN lane.fails ELSE 0 END,
    parked_reason = NULL
), woken AS (
  UPDATE feed_lane SET wanted_at = clock_timestamp()
  WHERE (account_id, livemode, feed) IN (
    SELECT account_id, livemode, feed FROM feed_lane
    WHERE account_id = $3 AND livemode = $4 AND feed = '${WOKEN_FEED}' AND EXISTS (SELECT 1 FROM first WHERE status = 'received')
    FOR UPDATE SKIP LOCKED)
), deliveries AS (
  INSERT INTO webhook_delivery (received_at, account_id, livemode, event_id, event_type, object_id, signed_at, secret_key_id,
    http_status, result, body_bytes, body_hash, ack_micros, remote_ip)
  SELECT i.received_at, $3, $4, i.event_id, i.event_type, i.object_id, i.signed_at, i.secret_key_id, i.http_status,
    CASE WHEN i.stores AND f.n IS DISTINCT FROM i.n THEN 'duplicate' ELSE i.result END, i.body_bytes, i.body_hash,
    i.elapsed_micros, i.remote_ip
  FROM input i LEFT JOIN first f ON f.n = i.n WHERE i.result <> 'swept' OR f.n IS NOT NULL
)
SELECT i.n, i.stores AND f.n IS NULL AS duplicate FROM input i LEFT JOIN first f ON f.n = i.n ORDER BY i.n`;

/**
 * Commits a batch of deliveries in one statement. `nowMs` is the process's monotonic clock, for the time each request has
 * taken so far. Out: for each item, in order, whether its event was there already.
 */
export async function storeDeliveries(
  db: Database,
  scope: AccountScope,
  items: readonly InboxItem[],
  nowMs: number,
): Promise<boolean[]> {
  const rows = items.map((item, index) => ({
    n: index + 1,
    ...deliveryColumns(item, nowMs),
    ...eventColumns(item),
  }));
  const bodies = items.map((item) =>
    item.event === null ? null : Buffer.from(item.event.rawBytes),
  );
  const answer = await db.pool.query<{ duplicate: boolean }>({
    name: "store-deliveries",
    text: STORE,
    values: [JSON.stringify(rows), bodies, scope.accountId, scope.livemode],
  });
  return answer.rows.map((row) => row.duplicate);
}

function deliveryColumns(item: InboxItem, nowMs: number) {
  return {
    result: item.result,
    http_status: item.httpStatus,
    signed_at: item.signedAt,
    secret_key_id: item.secretKeyId,
    body_bytes: item.bodyBytes,
    body_hash: item.bodyHash,
    remote_ip: item.remoteIp,
    elapsed_micros: Math.max(0, Math.round((nowMs - item.startedMs) * 1000)),
  };
}

function eventColumns({ event }: InboxItem) {
  if (event === null) return { stores: false };
  return {
    stores: true,
    event_id: event.eventId,
    event_type: event.type,
    api_version: event.apiVersion,
    created_at: event.createdAt,
    request_id: event.requestId,
    request_key: event.idempotencyKey,
    object_type: event.objectType,
    object_id: event.objectId,
    status: event.status,
    status_reason: event.statusReason,
  };
}
