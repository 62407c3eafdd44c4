import type { CardRegion, FeeDimension } from "#core/contracts/fees.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";

type Reads = Pick<Database, "prisma">;

/** From this instant until before that one. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** The members of the European Economic Area: within it a card of another member is priced apart from one from afar. */
const EEA =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  );

const METHOD = Prisma.sql`coalesce(c.payment_method_type, t.type)`;
const REGION = Prisma.sql`CASE WHEN c.card_country IS NULL THEN 'none' WHEN c.card_country = a.country THEN 'domestic'
  WHEN c.card_country = ANY(${EEA}) AND a.country = ANY(${EEA}) THEN 'eea' ELSE 'international' END`;

/** Charges with their fees: the transactions of the span, the charge that each is of, and the account's country. */
const CHARGES = Prisma.sql`
  LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (t.account_id, t.livemode, t.source_id)
  LEFT JOIN stripe_account a ON (a.account_id, a.livemode) = (t.account_id, t.livemode)`;

function inSpan(scope: AccountScope, { from, to }: Span): Prisma.Sql {
  return Prisma.sql`t.account_id = ${scope.accountId} AND t.livemode = ${scope.livemode}
    AND t.created_at >= ${from} AND t.created_at < ${to}`;
}

const IS_CHARGE = Prisma.sql`t.type IN ('charge', 'payment')`;
/** What Stripe takes for a period names no object: https://docs.stripe.com/reports/balance-transaction-types. */
const IS_PERIODIC = Prisma.sql`t.type IN ('stripe_fee', 'stripe_fx_fee', 'tax_fee') AND t.source_id IS NULL`;

/** Sums of one group in one currency of settlement, minor units. */
export interface FeeGroupRow {
  readonly key: string;
  readonly currency: string;
  readonly charges: bigint;
  readonly gross: bigint;
  readonly fee: bigint;
}

/** Gross and fee of the charges of a span by one dimension; days are those of `timeZone`. */
export async function sumFees(
  db: Reads,
  scope: AccountScope,
  {
    span,
    by,
    timeZone,
  }: { readonly span: Span; readonly by: FeeDimension; readonly timeZone: string },
): Promise<FeeGroupRow[]> {
  const key = {
    day: Prisma.sql`to_char(t.created_at AT TIME ZONE ${timeZone}::text, 'YYYY-MM-DD')`,
    method: METHOD,
    region: REGION,
    currency: Prisma.sql`coalesce(c.currency, t.currency)`,
  }[by];
  const order = by === "day" ? Prisma.sql`1 DESC, 2` : Prisma.sql`sum(t.amount) DESC, 1, 2`;
  return db.prisma.$queryRaw<FeeGroupRow[]>`
    SELECT ${key} AS key, t.currency, count(*) AS charges, sum(t.amount)::bigint AS gross, sum(t.fee)::bigint AS fee
    FROM balance_transaction t ${CHARGES} WHERE ${inSpan(scope, span)} AND ${IS_CHARGE}
    GROUP BY 1, 2 ORDER BY ${order}`;
}

/** Fees on what is no charge, by Stripe's reporting category. */
export async function sumOtherFees(db: Reads, scope: AccountScope, span: Span) {
  return db.prisma.$queryRaw<{ category: string; currency: string; count: bigint; fee: bigint }[]>`
    SELECT t.reporting_category AS category, t.currency, count(*) AS count, sum(t.fee)::bigint AS fee
    FROM balance_transaction t WHERE ${inSpan(scope, span)} AND t.fee <> 0 AND NOT ${IS_CHARGE}
    GROUP BY 1, 2 ORDER BY sum(t.fee) DESC, 1, 2`;
}

/** A fee for a period, as Stripe booked it; `fee` is what it took, minor units. */
export interface PeriodicFeeRow {
  readonly transactionId: string;
  readonly journalId: bigint | null;
  readonly type: string;
  readonly description: string | null;
  readonly bookedAt: Date;
  readonly currency: string;
  readonly fee: bigint;
}

/** The fees without an object that were booked in a span, newest first; at most `limit`. */
export async function findPeriodicFees(
  db: Reads,
  scope: AccountScope,
  span: Span,
  limit: number,
): Promise<PeriodicFeeRow[]> {
  return db.prisma.$queryRaw<PeriodicFeeRow[]>`
    SELECT t.id AS "transactionId", t.journal_id AS "journalId", t.type, t.raw ->> 'description' AS description,
      t.created_at AS "bookedAt", t.currency, -t.net AS fee
    FROM balance_transaction t WHERE ${inSpan(scope, span)} AND ${IS_PERIODIC}
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`;
}

/** What was charged in a span, by currency of settlement; minor units. */
export async function sumVolume(db: Reads, scope: AccountScope, span: Span) {
  return db.prisma.$queryRaw<{ currency: string; volume: bigint }[]>`
    SELECT t.currency, sum(t.amount)::bigint AS volume FROM balance_transaction t
    WHERE ${inSpan(scope, span)} AND ${IS_CHARGE} GROUP BY 1`;
}

/** A charge with its fee, minor units of the currency it settled in. */
export interface FeeChargeRow {
  readonly transactionId: string;
  readonly journalId: bigint | null;
  readonly paymentId: string | null;
  readonly sourceId: string | null;
  readonly createdAt: Date;
  readonly method: string;
  readonly region: CardRegion;
  readonly country: string | null;
  readonly currency: string;
  readonly gross: bigint;
  readonly fee: bigint;
}

export interface FeeChargeFilter {
  readonly span: Span;
  readonly method: string | null;
  readonly region: CardRegion | null;
  readonly currency: string | null;
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** One page of charges with their fees, newest first, and one more where there is a next page. */
export async function findFeeCharges(
  db: Reads,
  scope: AccountScope,
  filter: FeeChargeFilter,
): Promise<FeeChargeRow[]> {
  const { span, method, region, currency, after, limit } = filter;
  const where = Prisma.join(
    [
      inSpan(scope, span),
      IS_CHARGE,
      ...(method === null ? [] : [Prisma.sql`${METHOD} = ${method}`]),
      ...(region === null ? [] : [Prisma.sql`${REGION} = ${region}`]),
      ...(currency === null ? [] : [Prisma.sql`coalesce(c.currency, t.currency) = ${currency}`]),
      ...(after === null
        ? []
        : [Prisma.sql`(t.created_at, t.id) < (${after.createdAt}, ${after.id})`]),
    ],
    " AND ",
  );
  return db.prisma.$queryRaw<FeeChargeRow[]>`
    SELECT t.id AS "transactionId", t.journal_id AS "journalId", c.payment_id AS "paymentId", t.source_id AS "sourceId",
      t.created_at AS "createdAt", ${METHOD} AS method, ${REGION} AS region, c.card_country AS country, t.currency,
      t.amount AS gross, t.fee
    FROM balance_transaction t ${CHARGES} WHERE ${where}
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit + 1}`;
}
