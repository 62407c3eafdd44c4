import type { DeliveryResult, EventStatus } from "#core/contracts/webhooks.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { DeliveryKey } from "./delivery-id.ts";
import { type DeliverySearch, prefixPattern } from "./search-text.ts";

/** A delivery with the state of its event, as the list shows it. Times are the database's; durations as named. */
export interface DeliveryRecord {
  readonly receivedMicros: bigint;
  readonly id: bigint;
  readonly receivedAt: Date;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly objectId: string | null;
  readonly result: DeliveryResult;
  readonly httpStatus: number;
  readonly ackMicros: number;
  readonly signedAt: Date | null;
  readonly secretKeyId: string | null;
  readonly bodyHash: string | null;
  readonly bodyBytes: number;
  readonly status: EventStatus | null;
  readonly attempts: number | null;
  readonly appliedAfterMs: number | null;
}

export interface DeliveryFilter {
  readonly search: DeliverySearch | null;
  readonly type: string | null;
  readonly results: readonly DeliveryResult[];
  readonly statuses: readonly EventStatus[];
  readonly after: DeliveryKey | null;
  readonly limit: number;
}

const MICROS = Prisma.sql`(extract(epoch FROM d.received_at) * 1000000)::bigint`;

const COLUMNS = Prisma.sql`
  ${MICROS} AS "receivedMicros", d.id, d.received_at AS "receivedAt", d.event_id AS "eventId",
  d.event_type AS "type", d.object_id AS "objectId", d.result, d.http_status AS "httpStatus",
  d.ack_micros AS "ackMicros", d.signed_at AS "signedAt", d.secret_key_id AS "secretKeyId",
  d.body_hash AS "bodyHash", d.body_bytes AS "bodyBytes", e.status::text AS status, e.attempts,
  CASE WHEN e.status IN ('done', 'superseded')
    THEN round(extract(epoch FROM e.done_at - e.received_at) * 1000)::int END AS "appliedAfterMs"`;

const FROM = Prisma.sql`
  FROM webhook_delivery d
  LEFT JOIN event_key k ON k.account_id = d.account_id AND k.livemode = d.livemode AND k.event_id = d.event_id
  LEFT JOIN webhook_event e ON e.received_at = k.received_at AND e.seq = k.seq`;

/** One page of deliveries, newest first, and one row more where there is a next page. */
export async function findDeliveries(
  db: Database,
  scope: AccountScope,
  filter: DeliveryFilter,
): Promise<DeliveryRecord[]> {
  const where = Prisma.join([...scopeConditions(scope), ...filterConditions(filter)], " AND ");
  return await db.prisma.$queryRaw<DeliveryRecord[]>`
    SELECT ${COLUMNS} ${FROM} WHERE ${where}
    ORDER BY d.received_at DESC, d.id DESC LIMIT ${filter.limit + 1}`;
}

/** One delivery, or null. */
export async function findDelivery(
  db: Database,
  scope: AccountScope,
  key: DeliveryKey,
): Promise<DeliveryRecord | null> {
  const where = Prisma.join(
    [
      ...scopeConditions(scope),
      Prisma.sql`d.received_at = ${instant(key)}`,
      Prisma.sql`d.id = ${key.id}`,
    ],
    " AND ",
  );
  const rows = await db.prisma.$queryRaw<
    DeliveryRecord[]
  >`SELECT ${COLUMNS} ${FROM} WHERE ${where}`;
  return rows[0] ?? null;
}

/** Every delivery of one event, oldest first; at most `limit`. */
export async function findDeliveriesOfEvent(
  db: Database,
  scope: AccountScope,
  eventId: string,
  limit: number,
): Promise<DeliveryRecord[]> {
  const where = Prisma.join(
    [...scopeConditions(scope), Prisma.sql`d.event_id = ${eventId}`],
    " AND ",
  );
  return await db.prisma.$queryRaw<DeliveryRecord[]>`
    SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY d.received_at, d.id LIMIT ${limit}`;
}

function scopeConditions(scope: AccountScope): Prisma.Sql[] {
  return [
    Prisma.sql`d.account_id = ${scope.accountId}`,
    Prisma.sql`d.livemode = ${scope.livemode}`,
  ];
}

function filterConditions(filter: DeliveryFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.search !== null) conditions.push(searchCondition(filter.search));
  if (filter.type !== null) conditions.push(Prisma.sql`d.event_type = ${filter.type}`);
  if (filter.results.length > 0)
    conditions.push(Prisma.sql`d.result = ANY(${[...filter.results]})`);
  if (filter.statuses.length > 0)
    conditions.push(Prisma.sql`e.status::text = ANY(${[...filter.statuses]})`);
  if (filter.after !== null)
    conditions.push(
      Prisma.sql`(d.received_at, d.id) < (${instant(filter.after)}, ${filter.after.id})`,
    );
  return conditions;
}

function searchCondition(search: DeliverySearch): Prisma.Sql {
  switch (search.kind) {
    case "event":
      return Prisma.sql`d.event_id = ${search.id}`;
    case "object":
      return Prisma.sql`d.object_id = ${search.id}`;
    case "type":
      return Prisma.sql`d.event_type LIKE ${prefixPattern(search.prefix)}`;
    case "object-or-type":
      return Prisma.sql`(d.object_id = ${search.text} OR d.event_type LIKE ${prefixPattern(search.text)})`;
  }
}

/** Exact to the microsecond: a Date would round to milliseconds and miss the row. */
function instant(key: DeliveryKey): Prisma.Sql {
  return Prisma.sql`(timestamptz 'epoch' + ${key.receivedMicros}::bigint * interval '1 microsecond')`;
}
