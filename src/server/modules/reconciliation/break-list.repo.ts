import type { AgeBucket } from "#core/break-ageing.ts";
import { BREAK_TYPES } from "#core/break-types.ts";
import type { BreakFilters } from "#core/contracts/reconciliation.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";

type Reads = Pick<Database, "prisma">;

/** A break as it is stored, with the payment behind its object where there is one. */
export interface BreakRow {
  readonly id: string;
  readonly level: string;
  readonly type: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly currency: string | null;
  readonly amount: bigint | null;
  readonly expected: bigint | null;
  readonly actual: bigint | null;
  readonly amountBase: bigint | null;
  readonly details: Prisma.JsonValue;
  readonly state: string;
  readonly ownerId: string | null;
  readonly commandId: string | null;
  readonly version: number;
  readonly reopened: number;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly lastSeenAt: Date;
  readonly lastRunId: string | null;
  readonly resolvedAt: Date | null;
  readonly paymentId: string | null;
  readonly severity: string;
}

/** A place in the list: everything is ranked as it was at one business time, so that pages do not overlap. */
export interface BreakPlace {
  readonly now: Date;
  readonly after: { readonly severity: string; readonly id: string } | null;
}

const WEIGHTS = JSON.stringify(
  Object.fromEntries(Object.entries(BREAK_TYPES).map(([type, { weight }]) => [type, weight])),
);
const daysAt = (now: Date) =>
  Prisma.sql`greatest(0, floor(extract(epoch FROM coalesce(b.resolved_at, ${now}) - b.opened_at) / 86400))::bigint`;
/** The same product as `severityOf`. */
const severityAt = (now: Date) =>
  Prisma.sql`((${WEIGHTS}::jsonb ->> b.type)::numeric * (${daysAt(now)} + 1)
    * coalesce(nullif(abs(b.amount_base), 0), 1)::numeric)`;

const COLUMNS = Prisma.sql`b.id, b.level, b.type, b.object_type AS "objectType", b.object_id AS "objectId", b.currency, b.amount,
  b.expected, b.actual, b.amount_base AS "amountBase", b.details, b.state, b.owner_id AS "ownerId",
  b.command_id AS "commandId", b.version, b.reopened, b.opened_at AS "openedAt", b.due_at AS "dueAt",
  b.last_seen_at AS "lastSeenAt", b.last_run_id AS "lastRunId", b.resolved_at AS "resolvedAt",
  coalesce(c.payment_id, r.payment_id, d.payment_id, tc.payment_id, tr.payment_id, td.payment_id) AS "paymentId"`;
const PAYMENTS = Prisma.sql`
  LEFT JOIN balance_transaction t ON (t.account_id, t.livemode, t.id) = (b.account_id, b.livemode, b.object_id)
  LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (b.account_id, b.livemode, b.object_id)
  LEFT JOIN refund r ON (r.account_id, r.livemode, r.id) = (b.account_id, b.livemode, b.object_id)
  LEFT JOIN dispute d ON (d.account_id, d.livemode, d.id) = (b.account_id, b.livemode, b.object_id)
  LEFT JOIN charge tc ON (tc.account_id, tc.livemode, tc.id) = (b.account_id, b.livemode, t.source_id)
  LEFT JOIN refund tr ON (tr.account_id, tr.livemode, tr.id) = (b.account_id, b.livemode, t.source_id)
  LEFT JOIN dispute td ON (td.account_id, td.livemode, td.id) = (b.account_id, b.livemode, t.source_id)`;

/** The breaks of a filter, most severe first; one more than `limit` tells whether there are more. */
export async function findBreaks(
  db: Reads,
  scope: AccountScope,
  query: { readonly filters: BreakFilters; readonly place: BreakPlace; readonly limit: number },
): Promise<BreakRow[]> {
  const { filters, place, limit } = query;
  const severity = severityAt(place.now);
  const further = place.after
    ? [
        Prisma.sql`(${severity}, b.id) < (${place.after.severity}::numeric, ${place.after.id}::uuid)`,
      ]
    : [];
  const wanted = Prisma.join([...conditionsOf(scope, filters, place.now), ...further], " AND ");
  return db.prisma.$queryRaw<BreakRow[]>`
    SELECT ${COLUMNS}, b.severity::text AS severity
    FROM (SELECT b.*, ${severity} AS severity FROM ledger_break b WHERE ${wanted}
      ORDER BY ${severity} DESC, b.id DESC LIMIT ${limit + 1}) b ${PAYMENTS}
    ORDER BY b.severity DESC, b.id DESC`;
}

/** Which breaks `b` a filter lists at business time `now`, for whoever reads them otherwise than by page. */
export function breaksListed(scope: AccountScope, filters: BreakFilters, now: Date): Prisma.Sql {
  return Prisma.join(conditionsOf(scope, filters, now), " AND ");
}

/** One break, or null. */
export async function findBreakRow(
  db: Reads,
  scope: AccountScope,
  id: string,
): Promise<BreakRow | null> {
  const [row] = await db.prisma.$queryRaw<BreakRow[]>`
    SELECT ${COLUMNS}, '0' AS severity FROM ledger_break b ${PAYMENTS}
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.id = ${id}::uuid`;
  return row ?? null;
}

const AGES: Readonly<Record<AgeBucket, readonly [number, number]>> = {
  "0-1": [0, 1],
  "2-3": [2, 3],
  "4-7": [4, 7],
  "8-30": [8, 30],
  ">30": [31, 1_000_000],
};

function conditionsOf(scope: AccountScope, filters: BreakFilters, now: Date): Prisma.Sql[] {
  const { levels, types, states, ages, owner, overdue, objectId } = filters;
  const days = daysAt(now);
  const inBucket = (ages ?? []).map(
    (age) => Prisma.sql`${days} BETWEEN ${AGES[age][0]} AND ${AGES[age][1]}`,
  );
  return [
    Prisma.sql`b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode}`,
    states ? Prisma.sql`b.state = ANY(${[...states]})` : Prisma.sql`b.state <> 'resolved'`,
    ...(levels ? [Prisma.sql`b.level = ANY(${[...levels]})`] : []),
    ...(types ? [Prisma.sql`b.type = ANY(${[...types]})`] : []),
    ...(inBucket.length > 0 ? [Prisma.sql`(${Prisma.join(inBucket, " OR ")})`] : []),
    ...(owner === "none" ? [Prisma.sql`b.owner_id IS NULL`] : []),
    ...(owner !== undefined && owner !== "none" ? [Prisma.sql`b.owner_id = ${owner}::uuid`] : []),
    ...(overdue === undefined ? [] : [Prisma.sql`(b.due_at < ${now}) = ${overdue}`]),
    ...(objectId === undefined ? [] : [Prisma.sql`b.object_id = ${objectId}`]),
  ];
}

/** Open breaks by level, state, age in days and owner; `amountBase` sums magnitudes in the base currency. */
export interface OpenGroup {
  readonly level: string;
  readonly state: string;
  readonly days: bigint;
  readonly ownerId: string | null;
  readonly count: bigint;
  readonly overdue: bigint;
  readonly amountBase: bigint;
}

/** What is open at business time `now`, grouped for counting. */
export async function groupOpenBreaks(
  db: Reads,
  scope: AccountScope,
  now: Date,
): Promise<OpenGroup[]> {
  return db.prisma.$queryRaw<OpenGroup[]>`
    SELECT b.level, b.state, least(${daysAt(now)}, 31) AS days, b.owner_id AS "ownerId", count(*) AS count,
      count(*) FILTER (WHERE b.due_at < ${now}) AS overdue, coalesce(sum(abs(b.amount_base)), 0)::bigint AS "amountBase"
    FROM ledger_break b
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.state <> 'resolved'
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
}

/** The currency of limits and ranks; null before the account is known. */
export async function findBaseCurrency(db: Reads, scope: AccountScope): Promise<string | null> {
  const account = await db.prisma.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
  });
  return account?.baseCurrency ?? null;
}
