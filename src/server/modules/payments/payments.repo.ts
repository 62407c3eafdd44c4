import type { PaymentState } from "#core/contracts/payments.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";
import type { PaymentSearch } from "./understand-search.ts";

/** A payment as lists show it. Amounts are minor units of `currency`. `email` and the customer's are personal data. */
export interface PaymentRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly amount: bigint;
  readonly amountCaptured: bigint;
  readonly amountRefunded: bigint;
  readonly currency: string;
  readonly status: string;
  readonly captureMethod: string;
  readonly description: string | null;
  readonly paymentMethodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly latestChargeId: string | null;
  readonly email: string | null;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly riskLevel: string | null;
  readonly disputed: boolean;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly guardCaptured: bigint | null;
  readonly guardRefunded: bigint | null;
  readonly held: bigint | null;
  readonly openCaseId: string | null;
  readonly amountCapturable: bigint;
  readonly captureBefore: Date | null;
  readonly inRadarReview: boolean;
  readonly fraudWarning: boolean;
  readonly adviceCode: string | null;
  readonly networkDeclineCode: string | null;
  readonly failedPaymentMethodId: string | null;
  readonly nextAction: string | null;
  readonly canceledAt: Date | null;
  readonly cancellationReason: string | null;
  readonly onBehalfOf: string | null;
  readonly transferDestination: string | null;
  readonly applicationFee: bigint | null;
}

export interface PaymentFilter {
  readonly search: PaymentSearch | null;
  readonly states: readonly PaymentState[];
  readonly methodTypes: readonly string[];
  readonly riskLevels: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: KeysetPlace | null;
  readonly limit: number;
}

const SELECT = Prisma.sql`
  SELECT p.id, p.created_at AS "createdAt", p.amount, p.amount_captured AS "amountCaptured",
    p.amount_refunded AS "amountRefunded", p.currency, p.status, p.capture_method AS "captureMethod", p.description,
    p.payment_method_type AS "paymentMethodType", p.card_brand AS "cardBrand", p.last4,
    p.latest_charge_id AS "latestChargeId", p.email, p.failure_code AS "failureCode", p.decline_code AS "declineCode",
    p.risk_level AS "riskLevel", p.disputed, p.customer_id AS "customerId", c.name AS "customerName",
    c.email AS "customerEmail", g.captured AS "guardCaptured", g.refunded AS "guardRefunded", g.held,
    p.amount_capturable AS "amountCapturable", p.capture_before AS "captureBefore", p.advice_code AS "adviceCode",
    p.network_decline_code AS "networkDeclineCode", p.failed_payment_method_id AS "failedPaymentMethodId",
    p.next_action AS "nextAction", p.canceled_at AS "canceledAt", p.cancellation_reason AS "cancellationReason",
    p.on_behalf_of AS "onBehalfOf", p.transfer_destination AS "transferDestination", p.application_fee AS "applicationFee",
    EXISTS (SELECT FROM radar_review v WHERE v.account_id = p.account_id AND v.livemode = p.livemode
      AND v.payment_id = p.id AND v.open) AS "inRadarReview",
    EXISTS (SELECT FROM early_fraud_warning w WHERE w.account_id = p.account_id AND w.livemode = p.livemode
      AND w.payment_id = p.id) AS "fraudWarning",
    (SELECT r.id::text FROM review_case r WHERE r.account_id = p.account_id AND r.livemode = p.livemode
      AND r.subject_id = p.id AND r.state <> 'closed' ORDER BY r.opened_at LIMIT 1) AS "openCaseId"
  FROM payment p
  LEFT JOIN customer c ON c.account_id = p.account_id AND c.livemode = p.livemode AND c.id = p.customer_id
  LEFT JOIN charge_guard g ON g.account_id = p.account_id AND g.livemode = p.livemode AND g.charge_id = p.latest_charge_id`;

/** One page of payments, newest first, and one row more where there is a next page. */
export async function findPayments(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  filter: PaymentFilter,
): Promise<PaymentRecord[]> {
  const where = Prisma.join([inScope(scope), ...conditions(scope, filter)], " AND ");
  return db.prisma.$queryRaw<PaymentRecord[]>`
    ${SELECT} WHERE ${where} ORDER BY p.created_at DESC, p.id DESC LIMIT ${filter.limit + 1}`;
}

/** Which payments `p` a filter lists, for whoever reads them otherwise than by page. */
export function paymentsListed(
  scope: AccountScope,
  filter: Omit<PaymentFilter, "after" | "limit">,
): Prisma.Sql {
  const all = { ...filter, after: null, limit: 0 };
  return Prisma.join([inScope(scope), ...conditions(scope, all)], " AND ");
}

/** One payment, or null. */
export async function findPayment(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<PaymentRecord | null> {
  const rows = await db.prisma.$queryRaw<
    PaymentRecord[]
  >`${SELECT} WHERE ${inScope(scope)} AND p.id = ${id}`;
  return rows[0] ?? null;
}

/** The currency that amounts are searched in: the account's own. Null before the account was read from Stripe. */
export async function findAccountCurrency(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<string | null> {
  const row = await db.prisma.stripeAccount.findUnique({ where: { accountId_livemode: scope } });
  return row?.defaultCurrency ?? null;
}

function inScope(scope: AccountScope): Prisma.Sql {
  return Prisma.sql`p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode}`;
}

function conditions(scope: AccountScope, filter: PaymentFilter): Prisma.Sql[] {
  const { search, after } = filter;
  const found: Prisma.Sql[] =
    after === null ? [] : [Prisma.sql`(p.created_at, p.id) < (${after.at}, ${after.id})`];
  if (search !== null) found.push(searchCondition(scope, search));
  if (search?.kind === "id") return found;
  if (filter.states.length > 0) {
    found.push(
      Prisma.sql`(${Prisma.join(
        filter.states.map((state) => IN_STATE[state]),
        " OR ",
      )})`,
    );
  }
  if (filter.methodTypes.length > 0)
    found.push(Prisma.sql`p.payment_method_type = ANY(${[...filter.methodTypes]})`);
  if (filter.riskLevels.length > 0)
    found.push(Prisma.sql`p.risk_level = ANY(${[...filter.riskLevels]})`);
  if (filter.from !== null) found.push(Prisma.sql`p.created_at >= ${filter.from}`);
  if (filter.to !== null) found.push(Prisma.sql`p.created_at < ${filter.to}`);
  return found;
}

const WAITS = Prisma.sql`p.status NOT IN ('succeeded', 'processing', 'requires_action', 'requires_capture', 'canceled')`;

/** The database's side of `paymentState`; a test holds the two together. */
const IN_STATE: Readonly<Record<PaymentState, Prisma.Sql>> = {
  succeeded: Prisma.sql`(p.status = 'succeeded' AND p.amount_refunded = 0)`,
  partially_refunded: Prisma.sql`(p.status = 'succeeded' AND p.amount_refunded > 0 AND p.amount_refunded < p.amount_captured)`,
  refunded: Prisma.sql`(p.status = 'succeeded' AND p.amount_refunded > 0 AND p.amount_refunded >= p.amount_captured)`,
  processing: Prisma.sql`p.status = 'processing'`,
  requires_action: Prisma.sql`p.status = 'requires_action'`,
  uncaptured: Prisma.sql`p.status = 'requires_capture'`,
  canceled: Prisma.sql`p.status = 'canceled'`,
  failed: Prisma.sql`(${WAITS} AND p.failure_code IS NOT NULL)`,
  incomplete: Prisma.sql`(${WAITS} AND p.failure_code IS NULL)`,
};

function searchCondition(scope: AccountScope, search: PaymentSearch): Prisma.Sql {
  const owned = Prisma.sql`account_id = ${scope.accountId} AND livemode = ${scope.livemode}`;
  switch (search.kind) {
    case "id":
      return idCondition(owned, search);
    case "email":
      return Prisma.sql`(p.email = ${search.email}
        OR p.customer_id IN (SELECT id FROM customer WHERE ${owned} AND lower(email) = ${search.email}))`;
    case "last4":
      return Prisma.sql`p.last4 = ${search.last4}`;
    case "amount":
      return Prisma.sql`p.amount = ${search.amountMinor}`;
    case "text":
      return Prisma.sql`p.description ILIKE ${`%${search.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`;
  }
}

function idCondition(
  owned: Prisma.Sql,
  { of, id }: Extract<PaymentSearch, { kind: "id" }>,
): Prisma.Sql {
  switch (of) {
    case "payment":
      return Prisma.sql`p.id = ${id}`;
    case "charge":
      return Prisma.sql`p.id = (SELECT payment_id FROM charge WHERE ${owned} AND id = ${id})`;
    case "refund":
      return Prisma.sql`p.id = (SELECT coalesce(r.payment_id, c.payment_id) FROM refund r
        LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (r.account_id, r.livemode, r.charge_id)
        WHERE (r.account_id, r.livemode) = (p.account_id, p.livemode) AND r.id = ${id})`;
    case "customer":
      return Prisma.sql`p.customer_id = ${id}`;
  }
}
