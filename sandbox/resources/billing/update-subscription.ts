import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";
import type { RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { billNow, changeItems, readChangedItems } from "./change-items.ts";
import {
  COLLECTION_METHODS,
  MISSING_METHOD,
  MISSING_METHOD_RULES,
  SAVES_METHOD,
} from "./create-subscription.ts";
import { watchCancellation } from "./new-subscription.ts";
import { PRORATION_BEHAVIORS } from "./proration.ts";
import { itemsIn, nextEnd, watchPeriod } from "./subscription-cycle.ts";
import { periodOf } from "./subscription-invoice.ts";
import { readChargedMethod, requireFuture } from "./subscription-params.ts";
import { hasEnded } from "./subscription-status.ts";
import { onClockOf } from "./test-clock.ts";

const PAUSES = ["keep_as_draft", "mark_uncollectible", "void"] as const;

export const UPDATE_PARAMS = [
  "items",
  "proration_behavior",
  "pause_collection",
  "cancel_at_period_end",
  "cancel_at",
  "cancellation_details",
  "default_payment_method",
  "trial_end",
  "trial_settings",
  "collection_method",
  "days_until_due",
  "description",
  "metadata",
  "off_session",
  "payment_settings",
];

/** `POST /v1/subscriptions/:id`. */
export function updateSubscription({ world, params, id }: RouteCall): object {
  const found = requireObject(world, "subscription", id);
  if (hasEnded(found)) {
    const free = ["metadata", "cancellation_details", "expand"];
    if (UPDATE_PARAMS.some((name) => params.has(name) && !free.includes(name)))
      throw refused(
        "A canceled subscription can only update its cancellation_details and metadata.",
        { code: "invalid_canceled_subscription_fields" },
      );
  }
  return onClockOf(world, found, () => applyUpdate(world, found, params));
}

function applyUpdate(
  world: World,
  found: Stripe.Subscription,
  params: RequestParams,
): Stripe.Subscription {
  const groups = params.groups("items");
  const behavior = params.oneOf("proration_behavior", PRORATION_BEHAVIORS) ?? "create_prorations";
  const fields = { ...readFields(world, found, params), metadata: params.metadata(found.metadata) };
  const onlyItems = groups !== undefined && Object.keys(fields).length === 1;
  const changed =
    onlyItems && JSON.stringify(fields.metadata) === JSON.stringify(found.metadata)
      ? found
      : changeObject(world, "subscription", found, fields, ["customer.subscription.updated"]);
  watchChanges(world, found, changed);
  if (groups !== undefined)
    changeItems(world, changed, readChangedItems(world, changed, groups), behavior);
  if (params.has("trial_end"))
    moveTrial(world, requireObject(world, "subscription", found.id), params);
  return requireObject(world, "subscription", found.id);
}

function readFields(
  world: World,
  found: Stripe.Subscription,
  params: RequestParams,
): Partial<Stripe.Subscription> {
  const description = params.nullableString("description");
  const collection = params.oneOf("collection_method", COLLECTION_METHODS);
  const days = params.integer("days_until_due");
  const customer = idOf(found.customer) ?? "";
  const rule = params.oneOf(MISSING_METHOD, MISSING_METHOD_RULES);
  const saves = params.oneOf(SAVES_METHOD, ["on_subscription", "off"]);
  return {
    ...readEnding(world, found, params),
    ...readPause(world, params),
    ...(description === undefined ? {} : { description }),
    ...(collection === undefined ? {} : { collection_method: collection }),
    ...(days === undefined ? {} : { days_until_due: days }),
    ...(params.has("default_payment_method")
      ? {
          default_payment_method: readChargedMethod(
            world,
            params,
            customer,
            "default_payment_method",
          ),
        }
      : {}),
    ...(rule === undefined
      ? {}
      : {
          trial_settings: {
            end_behavior: { billing_cycle_anchor: null, missing_payment_method: rule },
          },
        }),
    ...(saves === undefined || found.payment_settings === null
      ? {}
      : { payment_settings: { ...found.payment_settings, save_default_payment_method: saves } }),
  };
}

/** A cancellation for later, taken back by an empty `cancel_at` or `cancel_at_period_end=false`. */
function readEnding(
  world: World,
  found: Stripe.Subscription,
  params: RequestParams,
): Partial<Stripe.Subscription> {
  const now = world.clock.nowSeconds();
  const details = readCancellationDetails(found, params);
  const atEnd = params.boolean("cancel_at_period_end");
  if (atEnd === true) {
    const ending = { cancel_at_period_end: true, cancel_at: periodOf(found).end };
    return { ...details, ...ending, canceled_at: now };
  }
  const at = params.unsets("cancel_at") ? null : params.integer("cancel_at");
  if (at === undefined && (atEnd === undefined || !found.cancel_at_period_end)) return details;
  if (at === undefined || at === null)
    return { ...details, cancel_at_period_end: false, cancel_at: null, canceled_at: null };
  const cancelAt = requireFuture(at, now, "cancel_at");
  return { ...details, cancel_at_period_end: false, cancel_at: cancelAt, canceled_at: now };
}

/** Why a customer leaves, as the shop was told. */
export function readCancellationDetails(
  found: Stripe.Subscription,
  params: RequestParams,
): { cancellation_details?: Stripe.Subscription.CancellationDetails } {
  if (!params.has("cancellation_details")) return {};
  const known = found.cancellation_details;
  const comment = params.nullableString("cancellation_details.comment");
  const feedback = params.nullableString("cancellation_details.feedback");
  return {
    cancellation_details: {
      comment: comment === undefined ? (known?.comment ?? null) : comment,
      feedback: feedback === undefined ? (known?.feedback ?? null) : feedback,
      feedback_option: known?.feedback_option ?? null,
      reason: known?.reason ?? null,
    },
  };
}

function readPause(world: World, params: RequestParams): Partial<Stripe.Subscription> {
  if (!params.has("pause_collection")) return {};
  if (params.unsets("pause_collection")) return { pause_collection: null };
  const behavior = params.oneOf("pause_collection.behavior", PAUSES);
  if (behavior === undefined)
    throw refused("Missing required param: pause_collection[behavior].", {
      code: "parameter_missing",
      param: "pause_collection[behavior]",
    });
  const resumes = params.integer("pause_collection.resumes_at");
  const now = world.clock.nowSeconds();
  return {
    pause_collection: {
      behavior,
      resumes_at:
        resumes === undefined ? null : requireFuture(resumes, now, "pause_collection[resumes_at]"),
    },
  };
}

function watchChanges(world: World, before: Stripe.Subscription, after: Stripe.Subscription): void {
  if (after.cancel_at !== before.cancel_at) watchCancellation(world, after);
  const resumes = after.pause_collection?.resumes_at ?? null;
  if (resumes !== null && resumes !== (before.pause_collection?.resumes_at ?? null))
    world.timers.set("subscription-collection-resumes", `${after.id} ${resumes}`, resumes * 1000);
}

/** A trial that ends at another moment, or now: then the first paid period begins and is billed at once. */
function moveTrial(world: World, found: Stripe.Subscription, params: RequestParams): void {
  const now = world.clock.nowSeconds();
  const ends = params.string("trial_end") === "now";
  if (ends && found.status !== "trialing") return;
  const trialEnd = ends
    ? now
    : requireFuture(params.requiredInteger("trial_end"), now, "trial_end");
  const anchored = { ...found, billing_cycle_anchor: trialEnd, trial_end: trialEnd };
  const period = ends
    ? { start: now, end: nextEnd(anchored, now) }
    : { start: found.trial_start ?? now, end: trialEnd };
  const moved = changeObject(
    world,
    "subscription",
    found,
    {
      billing_cycle_anchor: trialEnd,
      items: itemsIn(anchored, period),
      status: ends ? "active" : "trialing",
      trial_end: trialEnd,
      trial_start: found.trial_start ?? now,
    },
    ["customer.subscription.updated"],
  );
  if (ends) billNow(world, moved, true);
  watchPeriod(world, requireObject(world, "subscription", found.id));
}
