import { type ExportRequest, spanOf } from "#core/contracts/exports.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { BATCH_ROWS, type Reading } from "./export-source.ts";
import { asListed } from "./listed-rows.repo.ts";

/** A balance transaction; minor units. */
export interface TransactionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly availableOn: Date;
  readonly type: string;
  readonly reportingCategory: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly currency: string;
  readonly status: string;
  readonly balanceType: string;
  readonly sourceId: string | null;
  readonly payoutId: string | null;
  readonly exchangeRate: string | null;
}

/** A line of a payout with the payout it was paid in. */
export interface PayoutLineRow extends TransactionRow {
  readonly payout: string;
  readonly arrivalAt: Date;
  readonly payoutStatus: string;
}

const TRANSACTION = Prisma.sql`
  b.id, b.created_at AS "createdAt", b.available_on AS "availableOn", b.type, b.reporting_category AS "reportingCategory",
  b.amount, b.fee, b.net, b.currency, b.status, b.balance_type AS "balanceType", b.source_id AS "sourceId",
  b.payout_id AS "payoutId", b.exchange_rate AS "exchangeRate"`;

/** Which rows of a table belong to the request: scope, span of a column, currency. */
function chosen(
  { scope }: Reading,
  request: ExportRequest,
  table: Prisma.Sql,
  time: Prisma.Sql,
): Prisma.Sql {
  const { since, until } = spanOf(request);
  const ofCurrency =
    request.currency === undefined
      ? Prisma.empty
      : Prisma.sql`AND ${table}.currency = ${request.currency}`;
  return Prisma.sql`${table}.account_id = ${scope.accountId} AND ${table}.livemode = ${scope.livemode}
    AND ${time} >= ${since} AND ${time} < ${until} ${ofCurrency}`;
}

async function countOf({ db }: Reading, from: Prisma.Sql): Promise<bigint> {
  const rows = await db.prisma.$queryRaw<{ rows: bigint }[]>`SELECT count(*) AS rows FROM ${from}`;
  return rows[0]?.rows ?? 0n;
}

const onwards = (columns: Prisma.Sql, after: readonly unknown[] | null): Prisma.Sql =>
  after === null ? Prisma.empty : Prisma.sql`AND (${columns}) > (${Prisma.join([...after])})`;

const transactionsIn = (reading: Reading, request: ExportRequest): Prisma.Sql =>
  Prisma.sql`balance_transaction b
    WHERE ${chosen(reading, request, Prisma.sql`b`, Prisma.sql`b.created_at`)}`;

/** Balance transactions in the order of their creation. */
export async function findTransactionsAfter(
  reading: Reading,
  request: ExportRequest,
  after: TransactionRow | null,
): Promise<TransactionRow[]> {
  return reading.db.prisma.$queryRaw<TransactionRow[]>`
    SELECT ${TRANSACTION} FROM ${transactionsIn(reading, request)}
    ${onwards(Prisma.sql`b.created_at, b.id`, after && [after.createdAt, after.id])}
    ORDER BY b.created_at, b.id LIMIT ${BATCH_ROWS}`;
}

export function countTransactions(reading: Reading, request: ExportRequest): Promise<bigint> {
  return countOf(reading, transactionsIn(reading, request));
}

const linesIn = (reading: Reading, request: ExportRequest): Prisma.Sql =>
  Prisma.sql`payout p JOIN balance_transaction b
    ON b.account_id = p.account_id AND b.livemode = p.livemode AND b.payout_id = p.id
    WHERE ${chosen(reading, request, Prisma.sql`p`, Prisma.sql`p.arrival_at`)}`;

/** The transactions of payouts in the order of the payouts' arrival. */
export async function findPayoutLinesAfter(
  reading: Reading,
  request: ExportRequest,
  after: PayoutLineRow | null,
): Promise<PayoutLineRow[]> {
  return reading.db.prisma.$queryRaw<PayoutLineRow[]>`
    SELECT p.id AS payout, p.arrival_at AS "arrivalAt", p.status AS "payoutStatus", ${TRANSACTION}
    FROM ${linesIn(reading, request)}
    ${onwards(Prisma.sql`p.arrival_at, p.id, b.id`, after && [after.arrivalAt, after.payout, after.id])}
    ORDER BY p.arrival_at, p.id, b.id LIMIT ${BATCH_ROWS}`;
}

export function countPayoutLines(reading: Reading, request: ExportRequest): Promise<bigint> {
  return countOf(reading, linesIn(reading, request));
}

/** A payment; minor units. `email` and `description` are personal data. */
export interface PaymentRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly status: string;
  readonly amount: bigint;
  readonly amountCaptured: bigint;
  readonly amountRefunded: bigint;
  readonly currency: string;
  readonly paymentMethodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly latestChargeId: string | null;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly description: string | null;
  readonly declineCode: string | null;
  readonly riskLevel: string | null;
  readonly disputed: boolean;
}

const paymentsIn = async (reading: Reading, request: ExportRequest): Promise<Prisma.Sql> =>
  Prisma.sql`payment p WHERE ${chosen(reading, request, Prisma.sql`p`, Prisma.sql`p.created_at`)}
    ${await asListed(reading, request)}`;

/** Payments in the order of their creation. */
export async function findPaymentsAfter(
  reading: Reading,
  request: ExportRequest,
  after: PaymentRow | null,
): Promise<PaymentRow[]> {
  return reading.db.prisma.$queryRaw<PaymentRow[]>`
    SELECT p.id, p.created_at AS "createdAt", p.status, p.amount, p.amount_captured AS "amountCaptured",
      p.amount_refunded AS "amountRefunded", p.currency, p.payment_method_type AS "paymentMethodType",
      p.card_brand AS "cardBrand", p.last4, p.latest_charge_id AS "latestChargeId", p.customer_id AS "customerId",
      p.email, p.description, coalesce(p.decline_code, p.failure_code) AS "declineCode", p.risk_level AS "riskLevel",
      p.disputed
    FROM ${await paymentsIn(reading, request)}
    ${onwards(Prisma.sql`p.created_at, p.id`, after && [after.createdAt, after.id])}
    ORDER BY p.created_at, p.id LIMIT ${BATCH_ROWS}`;
}

export async function countPayments(reading: Reading, request: ExportRequest): Promise<bigint> {
  return await countOf(reading, await paymentsIn(reading, request));
}

/** A payout; minor units. */
export interface PayoutRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly arrivalAt: Date;
  readonly status: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly automatic: boolean;
  readonly method: string;
  readonly destinationId: string | null;
  readonly traceId: string | null;
  readonly statementDescriptor: string | null;
  readonly reconciliationStatus: string | null;
  readonly failureCode: string | null;
  readonly originalPayoutId: string | null;
  readonly reversedById: string | null;
  readonly balanceTransactionId: string | null;
}

const payoutsIn = async (reading: Reading, request: ExportRequest): Promise<Prisma.Sql> =>
  Prisma.sql`payout p WHERE ${chosen(reading, request, Prisma.sql`p`, Prisma.sql`p.arrival_at`)}
    ${await asListed(reading, request)}`;

/** Payouts in the order of their arrival. */
export async function findPayoutsAfter(
  reading: Reading,
  request: ExportRequest,
  after: PayoutRow | null,
): Promise<PayoutRow[]> {
  return reading.db.prisma.$queryRaw<PayoutRow[]>`
    SELECT p.id, p.created_at AS "createdAt", p.arrival_at AS "arrivalAt", p.status, p.amount, p.currency, p.automatic,
      p.method, p.destination_id AS "destinationId", p.trace_id AS "traceId",
      p.statement_descriptor AS "statementDescriptor", p.reconciliation_status AS "reconciliationStatus",
      p.failure_code AS "failureCode", p.original_payout_id AS "originalPayoutId", p.reversed_by_id AS "reversedById",
      p.balance_transaction_id AS "balanceTransactionId"
    FROM ${await payoutsIn(reading, request)}
    ${onwards(Prisma.sql`p.arrival_at, p.id`, after && [after.arrivalAt, after.id])}
    ORDER BY p.arrival_at, p.id LIMIT ${BATCH_ROWS}`;
}

export async function countPayouts(reading: Reading, request: ExportRequest): Promise<bigint> {
  return await countOf(reading, await payoutsIn(reading, request));
}
