import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import type { Settlement } from "../money/exchange-rates.ts";
import { addTransfer } from "./add-transfer.ts";
import { applicationId } from "./application.ts";
import { addApplicationFee, feeDetail } from "./application-fees.ts";

/** An amount of the charge in the currency that it settled in, at the rate of its own capture. */
function settled(amount: number, charge: Stripe.Charge, settledAmount: number): number {
  return Math.round((amount * settledAmount) / charge.amount_captured);
}

/** What the platform keeps of a charge made on a connected account itself; nothing for the platform's own charges. */
export function directFeeDetails(
  world: World,
  charge: Stripe.Charge,
  { amount, currency }: Settlement,
): Stripe.BalanceTransaction.FeeDetail[] {
  const fee = charge.application_fee_amount;
  if (world.store.account === null || fee === null) return [];
  return [feeDetail(world, settled(fee, charge, amount), currency)];
}

/**
 * Shares a booked capture out: the platform's fee of a direct charge, or the transfer of a destination charge and the fee
 * out of that (docs.stripe.com/connect/destination-charges). Answers what the charge shows of it.
 */
export function shareCapture(
  world: World,
  charge: Stripe.Charge,
  transaction: Stripe.BalanceTransaction,
): Partial<Stripe.Charge> {
  const { account } = world.store;
  if ((charge.application_fee_amount ?? 0) > charge.amount_captured) {
    throw refused("The application fee cannot be greater than what is captured.", {
      param: "application_fee_amount",
    });
  }
  const amount = settled(charge.application_fee_amount ?? 0, charge, transaction.amount);
  const shared = {
    amount,
    currency: transaction.currency,
    availableOn: transaction.available_on,
  };
  if (account !== null) {
    if (amount === 0) return {};
    const id = world.ids.next("fee_1", 23);
    addApplicationFee(world, { ...shared, id, account, charge: charge.id, originating: null });
    return { application_fee: id };
  }
  return charge.transfer_data === null ? {} : passOn(world, charge, transaction, shared);
}

function passOn(
  world: World,
  charge: Stripe.Charge,
  transaction: Stripe.BalanceTransaction,
  fee: { readonly amount: number; readonly currency: string; readonly availableOn: number },
): Partial<Stripe.Charge> {
  const destination = idOf(charge.transfer_data?.destination) ?? "";
  const wanted = charge.transfer_data?.amount ?? charge.amount_captured;
  const passed = Math.min(wanted, charge.amount_captured);
  const feeId = fee.amount > 0 ? world.ids.next("fee_1", 23) : null;
  const transfer = addTransfer(world, {
    amount: settled(passed, charge, transaction.amount),
    currency: transaction.currency,
    destination,
    description: null,
    metadata: {},
    transferGroup: charge.transfer_group,
    source: { ...charge, balance_transaction: transaction.id },
    fee:
      feeId === null
        ? null
        : {
            applicationFee: { id: feeId, amount: fee.amount },
            feeDetails: [feeDetail(world, fee.amount, fee.currency)],
            application: applicationId(world),
          },
  });
  if (feeId !== null) {
    addApplicationFee(world, {
      ...fee,
      id: feeId,
      account: destination,
      charge: idOf(transfer.destination_payment) ?? "",
      originating: charge.id,
    });
  }
  return {
    transfer: transfer.id,
    ...(feeId === null ? {} : { application_fee: feeId }),
  };
}
