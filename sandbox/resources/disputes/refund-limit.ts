import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { disputedAmount } from "./dispute-money.ts";

/**
 * What a refund of a charge with chargebacks may give back: `asked`, or all that is neither refunded nor disputed. Throws 400
 * `charge_disputed` when the disputed part stands in the way. Both in the charge's currency; undefined stays so where
 * nothing is disputed.
 */
export function undisputedAmount(
  world: World,
  charge: Stripe.Charge,
  asked: number | undefined,
): number | undefined {
  const disputed = disputedAmount(world, charge.id);
  const left = charge.amount - charge.amount_refunded;
  if (disputed === 0 || left <= 0) return asked;
  const free = Math.max(0, left - disputed);
  const amount = asked ?? (free > 0 ? free : left);
  if (amount > left || amount <= free) return amount;
  throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: "charge_disputed",
    charge: charge.id,
  });
}
