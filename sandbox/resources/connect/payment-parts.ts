import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { World } from "../../world.ts";
import { requireAccount } from "./account-facts.ts";
import { applicationId } from "./application.ts";

/** The part of a PaymentIntent that says which accounts share in it. */
export type ConnectParts = Pick<
  Stripe.PaymentIntent,
  "application" | "application_fee_amount" | "on_behalf_of" | "transfer_data" | "transfer_group"
>;

/** Parameters that `readConnectParts` reads. */
export const CONNECT_PARAMS = [
  "application_fee_amount",
  "on_behalf_of",
  "transfer_data",
  "transfer_group",
] as const;

/** Reads who shares in a payment of `amount` minor units, and refuses what the accounts may not do. */
export function readConnectParts(
  world: World,
  params: RequestParams,
  amount: number,
): ConnectParts {
  const direct = world.store.account;
  if (direct !== null) requireCharging(world, direct);
  const fee = params.integer("application_fee_amount") ?? null;
  const destination = params.string("transfer_data.destination");
  const part = params.integer("transfer_data.amount");
  const behalf = params.string("on_behalf_of") ?? null;
  if (fee !== null) requireFee(fee, amount, direct !== null || destination !== undefined);
  if (part !== undefined) requirePart(part, amount, fee);
  if (behalf !== null) requireCharging(world, behalf, "on_behalf_of");
  return {
    application: direct === null ? null : applicationId(world),
    application_fee_amount: fee,
    on_behalf_of: behalf,
    transfer_data: destination === undefined ? null : transferData(world, destination, part),
    transfer_group: params.string("transfer_group") ?? null,
  };
}

function transferData(
  world: World,
  destination: string,
  part: number | undefined,
): Stripe.PaymentIntent.TransferData {
  requireAccount(world, destination, "transfer_data[destination]");
  return { destination, ...(part === undefined ? {} : { amount: part }) };
}

function requirePart(part: number, amount: number, fee: number | null): void {
  if (fee !== null) {
    throw invalidParameter(
      "parameters_exclusive",
      "You can only use one of the following parameters: application_fee_amount, transfer_data[amount].",
      "application_fee_amount",
    );
  }
  if (part < 0 || part > amount) throw tooMuch("transfer_data[amount]", "transfer amount");
}

/** The parts as a new intent shows them: a payment that is passed on is in a group with its transfer. */
export function groupedParts(parts: ConnectParts, intentId: string): ConnectParts {
  if (parts.transfer_data === null) return parts;
  return { ...parts, transfer_group: parts.transfer_group ?? `group_${intentId}` };
}

function requireFee(fee: number, amount: number, hasPayer: boolean): void {
  if (!hasPayer) {
    throw invalidParameter(
      null,
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      "application_fee_amount",
    );
  }
  if (fee < 1)
    throw invalidParameter(
      "parameter_invalid_integer",
      "Invalid positive integer",
      "application_fee_amount",
    );
  if (fee > amount) throw tooMuch("application_fee_amount", "application fee");
}

function tooMuch(param: string, what: string): Error {
  return invalidParameter(
    null,
    `The ${what} cannot be greater than the amount of the payment.`,
    param,
  );
}

function requireCharging(world: World, id: string, param?: string): void {
  if (requireAccount(world, id, param).account.charges_enabled) return;
  throw refused(
    "Your account cannot currently make charges. Please contact the account's owner, who has to give what its requirements ask for.",
    param === undefined ? {} : { param },
  );
}
