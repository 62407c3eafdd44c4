import type { Stripe } from "stripe";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { attachPaymentMethod, methodByIdOrToken } from "../payment-methods.ts";
import { readPrice } from "./price-params.ts";
import type { ItemFacts } from "./subscription-item.ts";

/** The items of a new subscription: at least one, all recurring, of one interval and one currency. */
export function readNewItems(world: World, params: RequestParams): ItemFacts[] {
  const groups = params.groups("items") ?? [];
  if (groups.length === 0)
    throw invalidParameter("parameter_missing", "Missing required param: items.", "items");
  const items = groups.map((group) => readItem(world, group));
  requireOneRhythm(items.map(({ price }) => price));
  return items;
}

/** One group of `items`, or the parameters of a new subscription item. */
export function readItem(world: World, group: RequestParams): ItemFacts {
  const price = readPrice(world, group);
  if (price === null)
    throw invalidParameter(
      "parameter_missing",
      "Missing required param: items[0][price].",
      "items",
    );
  return { price, quantity: readQuantity(group) ?? 1, metadata: group.metadata({}) };
}

/** How many of a price; undefined when not sent. */
export function readQuantity(params: RequestParams): number | undefined {
  const quantity = params.integer("quantity");
  if (quantity !== undefined && quantity < 0)
    throw invalidParameter("parameter_invalid_integer", "Invalid non-negative integer", "quantity");
  return quantity;
}

/** All prices of a subscription are due together and in one currency. */
export function requireOneRhythm(prices: readonly Stripe.Price[]): void {
  const rhythms = new Set(
    prices.map(({ recurring, currency }) => {
      if (recurring === null)
        throw refused(
          "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
          { param: "items" },
        );
      return `${recurring.interval} ${recurring.interval_count} ${currency}`;
    }),
  );
  if (rhythms.size > 1)
    throw refused(
      "Currency and interval fields must match across all prices of this subscription.",
      { param: "items" },
    );
}

/** A method of the customer's to charge; a test token is saved with the customer first. Null when not sent. */
export function readChargedMethod(
  world: World,
  params: RequestParams,
  customer: string,
  path: string,
): string | null {
  const id = params.string(path);
  if (id === undefined) return null;
  const method = methodByIdOrToken(world, id, path);
  const owner = idOf(method.customer);
  if (owner === customer) return method.id;
  if (owner === null && id.startsWith("pm_card_"))
    return attachPaymentMethod(world, method, customer).id;
  throw refused(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: path },
  );
}

/** The end of a trial in seconds: a moment, a number of days, or null for none. */
export function readTrialEnd(params: RequestParams, now: number): number | null {
  const days = params.integer("trial_period_days");
  if (days !== undefined) return days > 0 ? now + days * 86_400 : null;
  const end = params.string("trial_end");
  if (end === undefined || end === "now") return null;
  return requireFuture(params.requiredInteger("trial_end"), now, "trial_end");
}

/** Refuses a moment that has passed. */
export function requireFuture(seconds: number, now: number, param: string): number {
  if (seconds > now) return seconds;
  throw invalidParameter(null, `Invalid ${param}: it must be in the future.`, param);
}

/** The customer that the request names, who must not be deleted. */
export function readCustomer(world: World, params: RequestParams): Stripe.Customer {
  const id = params.requiredString("customer");
  if (world.store.column("customer", id, "deleted") === 1)
    throw refused(`No such customer: '${id}'`, { code: "resource_missing", param: "customer" });
  return requireObject(world, "customer", id, "customer");
}
