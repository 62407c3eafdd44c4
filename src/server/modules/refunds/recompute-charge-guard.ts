import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { lockGuard, rewriteGuard } from "./reservations.repo.ts";

/**
 * Brings a charge's guard to what is known: captured from the charge, refunded from all its refunds whose money is gone
 * or going (also those made outside the console), held from what commands reserve. To be called in the transaction that
 * writes the charge or one of its refunds. The lock comes first, so that of two writers the second sees the first.
 * A refund may come before its charge: then the guard knows what is refunded, and the charge adds what was captured.
 */
export async function recomputeChargeGuard(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<void> {
  await lockGuard(tx, scope, chargeId);
  await rewriteGuard(tx, scope, chargeId);
}
