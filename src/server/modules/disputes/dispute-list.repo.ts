import type * as z from "zod/mini";
import type { listDisputesInput } from "#core/contracts/disputes.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import type { KeysetPlace } from "#server/platform/db/keyset-cursor.ts";
import { statusesOf } from "./dispute-status.policy.ts";

/** A dispute as it is listed and shown. Amounts are minor units of `currency`; the customer's name and e-mail personal data. */
export interface DisputeRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly chargeId: string;
  readonly paymentId: string | null;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly reason: string;
  readonly networkReasonCode: string | null;
  readonly chargeRefundable: boolean;
  readonly evidenceDueAt: Date | null;
  readonly pastDue: boolean;
  readonly hasEvidence: boolean;
  readonly submissionCount: number;
  readonly enhancedEligibility: string[];
  readonly balanceTransactionIds: string[];
  readonly methodType: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly cardFingerprint: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  /** Of what is staged here; null where nothing is. */
  readonly draftVersion: number | null;
  readonly draftFields: Record<string, string> | null;
  /** Where a list that is sorted by the due time goes on. */
  readonly dueKey: Date;
}

export interface DisputeFilter extends Omit<z.infer<typeof listDisputesInput>, "cursor"> {
  readonly after: KeysetPlace | null;
  readonly now: Date;
}

/** Where nothing is due: after all that is. */
const NEVER = Prisma.sql`timestamptz '9999-01-01'`;
const DUE_KEY = Prisma.sql`coalesce(d.evidence_due_at, ${NEVER})`;

const SELECT = Prisma.sql`
  SELECT d.id, d.created_at AS "createdAt", d.charge_id AS "chargeId", coalesce(d.payment_id, c.payment_id) AS "paymentId",
    d.amount, d.currency, d.status, d.reason, d.network_reason_code AS "networkReasonCode",
    d.charge_refundable AS "chargeRefundable", d.evidence_due_at AS "evidenceDueAt", d.past_due AS "pastDue",
    d.has_evidence AS "hasEvidence", d.submission_count AS "submissionCount",
    d.enhanced_eligibility AS "enhancedEligibility", d.balance_transaction_ids AS "balanceTransactionIds",
    c.payment_method_type AS "methodType", c.card_brand AS "cardBrand", c.last4, c.card_fingerprint AS "cardFingerprint",
    c.customer_id AS "customerId", p.name AS "customerName", p.email AS "customerEmail",
    e.version AS "draftVersion", e.fields AS "draftFields", ${DUE_KEY} AS "dueKey"
  FROM dispute d
  LEFT JOIN charge c ON (c.account_id, c.livemode, c.id) = (d.account_id, d.livemode, d.charge_id)
  LEFT JOIN customer p ON (p.account_id, p.livemode, p.id) = (c.account_id, c.livemode, c.customer_id)
  LEFT JOIN LATERAL (SELECT s.version, s.fields FROM staged_evidence s
    WHERE s.account_id = d.account_id AND s.livemode = d.livemode AND s.dispute_id = d.id
    ORDER BY s.version DESC LIMIT 1) e ON true`;

/** One page of disputes in the order that was asked for, and one row more where there is a next page. */
export async function findDisputes(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  filter: DisputeFilter,
): Promise<DisputeRecord[]> {
  const where = Prisma.join([inScope(scope), ...conditions(filter)], " AND ");
  const order =
    filter.sort === "due" ? Prisma.sql`${DUE_KEY}, d.id` : Prisma.sql`d.created_at DESC, d.id DESC`;
  return db.prisma.$queryRaw<DisputeRecord[]>`
    ${SELECT} WHERE ${where} ORDER BY ${order} LIMIT ${filter.limit + 1}`;
}

/** One dispute, or null. */
export async function findDispute(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<DisputeRecord | null> {
  const rows = await db.prisma.$queryRaw<DisputeRecord[]>`
    ${SELECT} WHERE ${inScope(scope)} AND d.id = ${id}`;
  return rows[0] ?? null;
}

/** How many disputes have each status. */
export async function countStatuses(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<ReadonlyMap<string, number>> {
  const groups = await db.prisma.dispute.groupBy({ by: ["status"], where: scope, _count: true });
  return new Map(groups.map(({ status, _count }) => [status, _count]));
}

function inScope(scope: AccountScope): Prisma.Sql {
  return Prisma.sql`d.account_id = ${scope.accountId} AND d.livemode = ${scope.livemode}`;
}

function conditions(filter: DisputeFilter): Prisma.Sql[] {
  const { after, query, customerId, reason, due, now } = filter;
  const found: Prisma.Sql[] = [];
  if (after !== null)
    found.push(
      filter.sort === "due"
        ? Prisma.sql`(${DUE_KEY}, d.id) > (${after.at}, ${after.id})`
        : Prisma.sql`(d.created_at, d.id) < (${after.at}, ${after.id})`,
    );
  if (query) {
    found.push(Prisma.sql`(d.id = ${query} OR d.charge_id = ${query}
      OR coalesce(d.payment_id, c.payment_id) = ${query} OR c.customer_id = ${query})`);
  }
  if (customerId !== undefined) found.push(Prisma.sql`c.customer_id = ${customerId}`);
  const statuses = statusesOf(filter.tab);
  if (statuses !== null) {
    const isAmong = Prisma.sql`d.status = ANY(${[...statuses.among]})`;
    found.push(statuses.isIn ? isAmong : Prisma.sql`NOT (${isAmong})`);
  }
  if (reason !== undefined && reason.length > 0)
    found.push(Prisma.sql`d.reason = ANY(${[...reason]})`);
  if (due !== undefined) found.push(dueCondition(due, now));
  return found;
}

const DAY_MS = 86_400_000;

function dueCondition(due: NonNullable<DisputeFilter["due"]>, now: Date): Prisma.Sql {
  if (due === "overdue") return Prisma.sql`d.evidence_due_at < ${now}`;
  const until = new Date(now.getTime() + (due === "week" ? 7 : 3) * DAY_MS);
  return Prisma.sql`d.evidence_due_at >= ${now} AND d.evidence_due_at < ${until}`;
}
