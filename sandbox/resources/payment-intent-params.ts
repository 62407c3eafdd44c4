import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../protocol/api-error.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import { idOf } from "../store/object-kinds.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { readAddress } from "./address.ts";
import {
  exponentOf,
  formatAmount,
  isCurrency,
  largestCharge,
  smallestCharge,
} from "./money/currencies.ts";
import { convertAmount, exchangeRate } from "./money/exchange-rates.ts";
import { takesCurrency } from "./new-payment-intent.ts";
import { METHOD_TYPES, type MethodType, paymentMethodFromParams } from "./new-payment-method.ts";
import { methodByIdOrToken } from "./payment-methods.ts";
import { methodOfToken } from "./setup/confirmation-tokens.ts";

/** The request's currency in lower case; undefined when not sent. */
export function readCurrency(params: RequestParams): string | undefined {
  const currency = params.string("currency")?.toLowerCase();
  if (currency === undefined || isCurrency(currency)) return currency;
  throw invalidParameter(
    null,
    `Invalid currency: ${currency}. Stripe supports the currencies listed at https://stripe.com/docs/currencies.`,
    "currency",
  );
}

/** Minor units of `currency`, within what a payment may be (docs.stripe.com/currencies); undefined when not sent. */
export function readAmount(
  world: World,
  params: RequestParams,
  currency: string,
): number | undefined {
  const amount = params.integer("amount");
  if (amount === undefined) return undefined;
  requireEnough(world, amount, currency);
  const largest = largestCharge(currency);
  if (amount > largest)
    throw invalidParameter(
      "amount_too_large",
      `Amount must be no more than ${formatAmount(largest, currency)}`,
      "amount",
    );
  requireRoundAmount(amount, currency, "amount");
  return amount;
}

function requireEnough(world: World, amount: number, currency: string): void {
  const smallest = smallestCharge(currency);
  if (smallest !== null && amount < smallest) {
    const least = `${formatAmount(smallest, currency)} ${currency}`;
    throw invalidParameter("amount_too_small", `Amount must be at least ${least}`, "amount");
  }
  if (smallest !== null) return;
  const rate = exchangeRate(world, currency, ACCOUNT_CURRENCY);
  const worth = convertAmount(amount, currency, ACCOUNT_CURRENCY, rate);
  const least = smallestCharge(ACCOUNT_CURRENCY) ?? 0;
  if (worth >= least) return;
  throw invalidParameter(
    "amount_too_small",
    `Amount must convert to at least ${formatAmount(least, ACCOUNT_CURRENCY)}. ${formatAmount(amount, currency)} converts to approximately ${formatAmount(worth, ACCOUNT_CURRENCY)}.`,
    "amount",
  );
}

/** The last digit of a three-decimal amount must be 0 (docs.stripe.com/currencies#three-decimal). */
export function requireRoundAmount(amount: number, currency: string, param: string): void {
  if (exponentOf(currency) < 3 || amount % 10 === 0) return;
  throw invalidParameter(
    "parameter_invalid_integer",
    `Invalid integer: amounts in ${currency} must end in 0, as payment networks take no more than two decimals of it.`,
    param,
  );
}

/** The method that the request names or describes, checked against the intent's customer; null when it names none. */
export function readMethod(
  world: World,
  params: RequestParams,
  customer: string | null,
): Stripe.PaymentMethod | null {
  const token = params.string("confirmation_token");
  const id = params.string("payment_method");
  if (token === undefined && id === undefined)
    return params.has("payment_method_data")
      ? paymentMethodFromParams(world, params, "payment_method_data.")
      : null;
  const method =
    token === undefined
      ? methodByIdOrToken(world, id ?? "", "payment_method")
      : methodOfToken(world, token);
  const owner = idOf(method.customer);
  if (owner !== null && owner !== customer) {
    throw refused(
      `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
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
export function readAllowedTypes(params: RequestParams, currency: string): MethodType[] | null {
  const names = params.strings("allowed_payment_method_types");
  if (names === undefined) return null;
  return names.map((name) => {
    const type = METHOD_TYPES.find((known) => known === name);
    if (type !== undefined && takesCurrency(type, currency)) return type;
    if (type !== undefined)
      throw invalidParameter(
        null,
        `The currency provided (${currency}) is invalid for the payment method type ${name}.`,
        "allowed_payment_method_types",
      );
    throw invalidParameter(
      null,
      `The payment method type provided: ${name} is invalid.`,
      "allowed_payment_method_types",
    );
  });
}
