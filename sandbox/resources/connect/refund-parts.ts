import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { creditFee, feeDetailBack, feeOf, refundFee } from "./application-fees.ts";
import { shareOf } from "./share.ts";
import { addReversal } from "./transfer-reversals.ts";

/** What a refund takes back from others. */
export interface RefundParts {
  readonly reversesTransfer: boolean;
  readonly refundsFee: boolean;
}

/** What that makes of the refund. */
export interface RefundedParts {
  readonly transferReversal: string | null;
  /** The platform's fee that comes back to a direct charge's account: negative, for the refund's own movement. */
  readonly feeDetails: Stripe.BalanceTransaction.FeeDetail[];
}

/**
 * Takes back, for a refund of `amount` of the charge, the same share of the transfer and of the application fee
 * (docs.stripe.com/connect/destination-charges#issue-refunds). `charge` is as before the refund. Throws 400 when there is
 * no transfer or fee to take back, or the connected account has not got the money.
 */
export function takeBackParts(
  world: World,
  charge: Stripe.Charge,
  refund: { readonly id: string; readonly amount: number; readonly booksNow: boolean },
  parts: RefundParts | undefined,
): RefundedParts {
  if (parts === undefined) return NOTHING;
  const share = (total: number): number => {
    const released = charge.amount - charge.amount_captured;
    const before = charge.amount_refunded - released;
    return shareOf(total, before, before + refund.amount, charge.amount_captured);
  };
  if (parts.reversesTransfer) {
    const reversal = reverseShare(world, charge, refund.id, parts.refundsFee, share);
    return { ...NOTHING, transferReversal: reversal };
  }
  if (!parts.refundsFee) return NOTHING;
  return { ...NOTHING, feeDetails: returnFee(world, charge, refund.booksNow, share) };
}

const NOTHING: RefundedParts = { transferReversal: null, feeDetails: [] };

/** The id of the reversal; null where the share comes to nothing. */
function reverseShare(
  world: World,
  charge: Stripe.Charge,
  refundId: string,
  refundsFee: boolean,
  share: (total: number) => number,
): string | null {
  const transferId = idOf(charge.transfer);
  if (transferId === null)
    throw refused(`Charge ${charge.id} does not have an associated transfer to reverse.`, {
      param: "reverse_transfer",
    });
  const transfer = requireObject(world, "transfer", transferId);
  const amount = Math.min(share(transfer.amount), transfer.amount - transfer.amount_reversed);
  if (amount < 1) return null;
  const facts = { amount, metadata: {}, refundsFee, sourceRefund: refundId };
  return addReversal(world, transfer, facts).id;
}

/** The fee goes back: into the refund's movement of a direct charge, else to the account that paid it. */
function returnFee(
  world: World,
  charge: Stripe.Charge,
  booksNow: boolean,
  share: (total: number) => number,
): Stripe.BalanceTransaction.FeeDetail[] {
  const fee = feeOf(world, charge);
  if (fee === undefined)
    throw refused(`Charge ${charge.id} does not have an application fee to refund.`, {
      param: "refund_application_fee",
    });
  const amount = Math.min(share(fee.amount), fee.amount - fee.amount_refunded);
  if (amount < 1) return [];
  refundFee(world, fee, { amount, metadata: {} });
  // A refund that waits for money has no movement yet which could carry it.
  if (booksNow && idOf(fee.charge) === charge.id) return [feeDetailBack(world, amount, fee)];
  creditFee(world, fee, amount);
  return [];
}
