import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { createdConditions, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";

type OpenedReason = "rule" | "manual";

/** Opens the review that Radar's rule asks for and names it in the charge. Emits nothing of the charge itself. */
export function reviewByRule(world: World, charge: Stripe.Charge): Stripe.Charge {
  if (charge.outcome?.type !== "manual_review") return charge;
  const review = addReview(world, charge, "rule");
  return changeObject(world, "charge", charge, { review: review.id }, []);
}

function addReview(world: World, charge: Stripe.Charge, openedReason: OpenedReason): Stripe.Review {
  const intent = idOf(charge.payment_intent);
  const review: Stripe.Review = {
    id: world.ids.next("prv_1", 23),
    object: "review",
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: world.clock.nowSeconds(),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: openedReason,
    ...(intent === null ? {} : { payment_intent: intent }),
    reason: openedReason,
    session: null,
  };
  return addObject(world, "review", review, "review.opened");
}

/**
 * Opens a review of a payment that was made before. Throws 400 when one is open already, or when nothing was paid or all of it
 * was given back.
 */
export function openReview(
  world: World,
  { id: chargeId }: Pick<Stripe.Charge, "id">,
  reason: OpenedReason,
): Stripe.Review {
  const charge = requireObject(world, "charge", chargeId, "charge");
  const current = world.store.get("review", idOf(charge.review) ?? "");
  if (current?.open === true || !charge.paid || charge.refunded) {
    throw refused(`Charge ${charge.id} cannot be put in review.`, { charge: charge.id });
  }
  const review = addReview(world, charge, reason);
  changeObject(world, "charge", charge, { review: review.id }, []);
  const intent = world.store.get("payment_intent", idOf(charge.payment_intent) ?? "");
  if (intent !== undefined) {
    changeObject(world, "payment_intent", intent, { review: review.id }, []);
  }
  return review;
}

/** Closes an open review; one that is closed stays as it is. */
export function closeReview(
  world: World,
  review: Stripe.Review,
  reason: Stripe.Review.ClosedReason,
): Stripe.Review {
  if (!review.open) return review;
  const closed = { open: false, closed_reason: reason, reason };
  return changeObject(world, "review", review, closed, ["review.closed"]);
}

/** Closes the review of a charge, where it has an open one. */
export function closeReviewOf(
  world: World,
  { id }: Pick<Stripe.Charge, "id">,
  reason: Stripe.Review.ClosedReason,
): void {
  const charge = requireObject(world, "charge", id);
  const review = world.store.get("review", idOf(charge.review) ?? "");
  if (review !== undefined) closeReview(world, review, reason);
}

function approve({ world, id }: RouteCall): object {
  const review = requireObject(world, "review", id);
  if (!review.open) {
    throw refused(`This review has already been closed with the reason: ${review.reason}.`, {
      code: "status_transition_invalid",
    });
  }
  return closeReview(world, review, "approved");
}

export const reviewRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/reviews",
    accepts: [...PAGE_PARAMS, "created"],
    handle: ({ world, params }) =>
      objectPage(world.store, "review", params, "/v1/reviews", [
        // The list holds open reviews only (docs.stripe.com/api/radar/reviews/list).
        { sql: "open = 1", values: [] },
        ...createdConditions("review", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: "/v1/reviews/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "review", id),
  },
  { method: "POST", path: "/v1/reviews/:id/approve", accepts: [], handle: approve },
];
