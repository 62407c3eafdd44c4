import type { RouteCall } from "../../protocol/route.ts";
import { addSubscription } from "./new-subscription.ts";
import {
  readChargedMethod,
  readCustomer,
  readNewItems,
  readTrialEnd,
  requireFuture,
} from "./subscription-params.ts";
import { onClockOf, requireRoomOnClock } from "./test-clock.ts";

export const COLLECTION_METHODS = ["charge_automatically", "send_invoice"] as const;
const BEHAVIORS = ["allow_incomplete", "default_incomplete", "error_if_incomplete"] as const;
export const MISSING_METHOD_RULES = ["cancel", "create_invoice", "pause"] as const;
export const MISSING_METHOD = "trial_settings.end_behavior.missing_payment_method";
export const SAVES_METHOD = "payment_settings.save_default_payment_method";

export const CREATE_PARAMS = [
  "customer",
  "items",
  "currency",
  "collection_method",
  "days_until_due",
  "default_payment_method",
  "trial_end",
  "trial_period_days",
  "trial_settings",
  "cancel_at",
  "cancel_at_period_end",
  "description",
  "metadata",
  "off_session",
  "payment_behavior",
  "payment_settings",
  "proration_behavior",
];

/** `POST /v1/subscriptions`. */
export function createSubscription({ world, params }: RouteCall): object {
  const customer = readCustomer(world, params);
  requireRoomOnClock(world, customer);
  return onClockOf(world, customer, () => {
    const now = world.clock.nowSeconds();
    const cancelAt = params.integer("cancel_at");
    return addSubscription(world, {
      customer: customer.id,
      items: readNewItems(world, params),
      defaultPaymentMethod: readChargedMethod(world, params, customer.id, "default_payment_method"),
      collectionMethod:
        params.oneOf("collection_method", COLLECTION_METHODS) ?? "charge_automatically",
      daysUntilDue: params.integer("days_until_due") ?? null,
      trialEnd: readTrialEnd(params, now),
      missingPaymentMethod: params.oneOf(MISSING_METHOD, MISSING_METHOD_RULES) ?? "create_invoice",
      cancelAt: cancelAt === undefined ? null : requireFuture(cancelAt, now, "cancel_at"),
      cancelAtPeriodEnd: params.boolean("cancel_at_period_end") ?? false,
      description: params.nullableString("description") ?? null,
      metadata: params.metadata({}),
      behavior: params.oneOf("payment_behavior", BEHAVIORS) ?? "allow_incomplete",
      savesMethod: params.oneOf(SAVES_METHOD, ["on_subscription", "off"]) === "on_subscription",
      offSession: params.boolean("off_session") ?? false,
    });
  });
}
