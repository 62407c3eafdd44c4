import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** A payment with all that the dry run looks at. Minor units. */
export interface TargetRow {
  readonly paymentId: string;
  readonly currency: string;
  readonly connected: boolean;
  readonly chargeId: string | null;
  readonly chargeStatus: string | null;
  readonly isCaptured: boolean | null;
  readonly disputed: boolean | null;
  readonly riskLevel: string | null;
  readonly createdAt: Date | null;
  /** Null where nothing can be known to be left. */
  readonly available: bigint | null;
  readonly blocked: boolean;
  readonly fraudWarning: boolean;
  /** Refunds of the charge since `since`. */
  readonly recent: number;
}

/** The payments of these ids, in one statement. `since` is business time. */
export async function findTargets(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
  paymentIds: readonly string[],
  since: Date,
): Promise<TargetRow[]> {
  return await tx.$queryRaw<TargetRow[]>`
    SELECT p.id AS "paymentId", p.currency, p.transfer_destination IS NOT NULL AS connected, c.id AS "chargeId",
      c.status AS "chargeStatus", c.captured AS "isCaptured", c.disputed, c.risk_level AS "riskLevel",
      c.created_at AS "createdAt", g.captured - g.refunded - g.held AS available,
      EXISTS (SELECT 1 FROM dispute d WHERE d.account_id = p.account_id AND d.livemode = p.livemode AND d.charge_id = c.id
        AND NOT d.charge_refundable AND d.status NOT IN ('won', 'warning_closed')) AS blocked,
      EXISTS (SELECT 1 FROM early_fraud_warning w WHERE w.account_id = p.account_id AND w.livemode = p.livemode
        AND w.charge_id = c.id) AS "fraudWarning",
      (SELECT count(*)::int FROM refund r WHERE r.account_id = p.account_id AND r.livemode = p.livemode
        AND r.charge_id = c.id AND r.created_at > ${since} AND r.status NOT IN ('failed', 'canceled')) AS recent
    FROM payment p
    LEFT JOIN charge c ON c.account_id = p.account_id AND c.livemode = p.livemode AND c.id = p.latest_charge_id
    LEFT JOIN charge_guard g ON g.account_id = p.account_id AND g.livemode = p.livemode AND g.charge_id = c.id
    WHERE p.account_id = ${accountId} AND p.livemode = ${livemode} AND p.id = ANY (${[...paymentIds]})`;
}

/** Of which payments these charges are attempts, by the charge. */
export async function findPaymentsOfCharges(
  tx: Transaction,
  scope: AccountScope,
  chargeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.charge.findMany({
    where: { ...scope, id: { in: [...chargeIds] }, paymentId: { not: null } },
    select: { id: true, paymentId: true },
  });
  return new Map(
    rows.flatMap(({ id, paymentId }) => (paymentId === null ? [] : [[id, paymentId]])),
  );
}
