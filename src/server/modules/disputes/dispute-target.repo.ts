import type { MoneyDto } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Charge, Dispute } from "#server/platform/db/generated/client.ts";
import type { Standing } from "./dispute-money.ts";

/** A dispute that an override is about, with the charge and what the dispute moved so far. */
export interface DisputeTarget {
  readonly dispute: Dispute;
  readonly charge: Charge | null;
  readonly money: Standing;
}

/** The dispute with its charge and its money. Throws NOT_FOUND. */
export async function requireDispute(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
): Promise<DisputeTarget> {
  const dispute = await tx.dispute.findUnique({
    where: { accountId_livemode_id: { ...scope, id: disputeId } },
  });
  if (dispute === null) throw new DomainError("NOT_FOUND", { disputeId });
  const charge = await tx.charge.findUnique({
    where: { accountId_livemode_id: { ...scope, id: dispute.chargeId } },
  });
  const moved = await tx.balanceTransaction.groupBy({
    by: ["currency"],
    where: { ...scope, id: { in: dispute.balanceTransactionIds } },
    _sum: { amount: true, fee: true },
    orderBy: { currency: "asc" },
  });
  const sum = (of: "amount" | "fee"): MoneyDto[] =>
    moved
      .map(({ currency, _sum }) => ({ currency, amountMinor: _sum[of] ?? 0n }))
      .filter(({ amountMinor }) => amountMinor !== 0n);
  const receivable = await findReceivable(tx, scope, disputeId);
  return { dispute, charge, money: { moved: sum("amount"), fees: sum("fee"), receivable } };
}

/** What our books hold as withdrawn for the open dispute, by currency: what becomes a loss when it is lost. */
async function findReceivable(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
): Promise<MoneyDto[]> {
  return await tx.$queryRaw<MoneyDto[]>`
    SELECT e.currency, sum(e.amount)::bigint AS "amountMinor"
    FROM ledger_account a JOIN entry e ON e.ledger_account_id = a.id JOIN journal j ON j.id = e.journal_id
    WHERE a.account_id = ${scope.accountId} AND a.livemode = ${scope.livemode} AND a.code = 'A.dispute_receivable'
      AND j.object_id = ${disputeId}
    GROUP BY e.currency HAVING sum(e.amount) <> 0 ORDER BY e.currency`;
}
