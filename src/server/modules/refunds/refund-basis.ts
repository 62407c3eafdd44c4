import type { BasisLine } from "#core/contracts/commands.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import { moneyWords } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findCharge, sumOutsideRefunds } from "./refund-facts.repo.ts";
import { findGuard } from "./reservations.repo.ts";

/**
 * What a refund rests on: how the charge stands at Stripe, and what was given back of it elsewhere. Refunds of the console
 * are left out: who approves sees them, each is signed for itself, and the reservation sees to it that together they never
 * pass what was captured. One that is sent must not void the signature of another.
 */
export async function refundBasis(
  tx: Transaction,
  scope: AccountScope,
  chargeId: string,
): Promise<readonly BasisLine[]> {
  const charge = await findCharge(tx, scope, chargeId);
  const guard = await findGuard(tx, scope, chargeId);
  invariant(charge && guard, `charge ${chargeId} has gone`);
  const words = (amountMinor: bigint): string =>
    moneyWords({ amountMinor, currency: charge.currency });
  return [
    { label: "Charge", value: charge.status },
    { label: "Captured", value: words(guard.captured) },
    { label: "Refunded elsewhere", value: words(await sumOutsideRefunds(tx, scope, chargeId)) },
    { label: "Disputed", value: charge.disputed ? "yes" : "no" },
  ];
}
