import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { lockGuard, rewriteGuard } from "./reservations.repo.ts";

/**
 * Brings a charge's guard to what is known: captured from the charge, refunded from all its refunds whose money is gone
 * or going (also those made outside the console), held from what commands reserve. To be called in the transaction that
 * writes the charge or one of its refunds. The lock comes first, so that of two writers the second sees the first.
 * A charge that is not known yet is left out: its own projection calls this again.
 */
export async function recomputeChargeGuard(tx: Transaction, scope: AccountScope, chargeId: string): Promise<void> {
  if (await lockGuard(tx, scope, chargeId)) await rewriteGuard(tx, scope, chargeId);
}
