import type { BasisLine } from "#core/contracts/commands.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountScope } from "#core/mode.ts";
import { moneyWords } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findCharge } from "./refund-facts.repo.ts";
import { findGuard } from "./reservations.repo.ts";

/**
 * What a refund rests on: how the charge stands at Stripe. What others have asked for and not sent is left out, since it
 * may still come to nothing, and the reservation already sees to it that together they never pass what was captured.
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
    { label: "Refunded", value: words(guard.refunded) },
    { label: "Disputed", value: charge.disputed ? "yes" : "no" },
  ];
}
