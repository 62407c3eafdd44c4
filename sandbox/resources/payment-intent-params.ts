import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../protocol/api-error.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import { idOf } from "../store/object-kinds.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { readAddress } from "./address.ts";
import { METHOD_TYPES, type MethodType, paymentMethodFromParams } from "./new-payment-method.ts";
import { methodByIdOrToken } from "./payment-methods.ts";

const SMALLEST_AMOUNT = 50;
const LARGEST_AMOUNT = 99_999_999;

/** Cents, within what a card payment may be; undefined when not sent. */
export function readAmount(params: RequestParams): number | undefined {
  const amount = params.integer("amount");
  if (amount === undefined) return undefined;
  if (amount < SMALLEST_AMOUNT)
    throw invalidParameter("amount_too_small", "Amount must be at least €0.50 eur", "amount");
  if (amount > LARGEST_AMOUNT)
    throw invalidParameter("amount_too_large", "Amount must be no more than €999,999.99", "amount");
  return amount;
}

/** Refuses every currency but the account's. */
export function requireCurrency(params: RequestParams): void {
  const currency = params.requiredString("currency").toLowerCase();
  if (currency !== ACCOUNT_CURRENCY)
    throw invalidParameter(
      null,
      `Invalid currency: ${currency}. This account takes payments in ${ACCOUNT_CURRENCY} only.`,
      "currency",
    );
}

/** The method that the request names or describes, checked against the intent's customer; null when it names none. */
export function readMethod(
  world: World,
  params: RequestParams,
  customer: string | null,
): Stripe.PaymentMethod | null {
  const id = params.string("payment_method");
  if (id === undefined)
    return params.has("payment_method_data")
      ? paymentMethodFromParams(world, params, "payment_method_data.")
      : null;
  const method = methodByIdOrToken(world, id, "payment_method");
  const owner = idOf(method.customer);
  if (owner !== null && owner !== customer) {
    throw refused(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      { code: "resource_missing", param: "payment_method" },
    );
  }
  if (owner === null && world.store.column("payment_method", method.id, "consumed") === 1) {
    throw refused(
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
      { code: "payment_method_unexpected_state" },
    );
  }
  return method;
}

/** `shipping[address]` and its siblings; null when not sent. */
export function readShipping(params: RequestParams): Stripe.PaymentIntent.Shipping | null {
  const address = readAddress(params, "shipping.address");
  if (address === undefined || address === null) return null;
  return {
    address,
    carrier: params.string("shipping.carrier") ?? null,
    name: params.requiredString("shipping.name"),
    phone: params.string("shipping.phone") ?? null,
    tracking_number: null,
  };
}

/** Null when the request leaves the choice to the account. */
export function readAllowedTypes(params: RequestParams): MethodType[] | null {
  const names = params.strings("allowed_payment_method_types");
  if (names === undefined) return null;
  return names.map((name) => {
    const type = METHOD_TYPES.find((known) => known === name);
    if (type !== undefined) return type;
    throw invalidParameter(
      null,
      `The payment method type provided: ${name} is invalid.`,
      "allowed_payment_method_types",
    );
  });
}
