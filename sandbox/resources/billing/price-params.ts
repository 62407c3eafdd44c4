import type { Stripe } from "stripe";
import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { addPrice, type PriceFacts } from "./catalog.ts";

const INTERVALS = ["day", "week", "month", "year"] as const;

/** Three lower-case letters. */
export function readCurrency(params: RequestParams, path: string): string {
  const currency = params.requiredString(path).toLowerCase();
  if (/^[a-z]{3}$/.test(currency)) return currency;
  throw invalidParameter(null, `Invalid currency: ${currency}.`, path);
}

/** `recurring` with its interval; null when it was not sent, which makes a price that is charged once. */
export function readRecurring(params: RequestParams, path: string): PriceFacts["recurring"] {
  if (!params.has(path)) return null;
  const interval = params.oneOf(`${path}.interval`, INTERVALS);
  if (interval === undefined)
    throw invalidParameter("parameter_missing", `Missing required param: ${path}[interval].`, path);
  const count = params.integer(`${path}.interval_count`) ?? 1;
  if (count < 1)
    throw invalidParameter("parameter_invalid_integer", "Invalid positive integer", path);
  return {
    interval,
    interval_count: count,
    trialPeriodDays: params.integer(`${path}.trial_period_days`) ?? null,
  };
}

/** The price that a group names by `price`, or describes by `price_data`. */
export function readPrice(world: World, params: RequestParams): Stripe.Price | null {
  const id = params.string("price");
  if (id !== undefined) return requireObject(world, "price", id, "price");
  if (!params.has("price_data")) return null;
  const product = params.requiredString("price_data.product");
  return addPrice(world, {
    product: requireObject(world, "product", product, "price_data[product]").id,
    unitAmount: params.requiredInteger("price_data.unit_amount"),
    currency: readCurrency(params, "price_data.currency"),
    recurring: readRecurring(params, "price_data.recurring"),
    // As at Stripe, a price made in passing cannot be chosen again.
    active: false,
  });
}
