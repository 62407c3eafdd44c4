import { idOf, instantOf } from "#server/platform/stripe/object-fields.ts";
import { upsertRows } from "#server/platform/stripe/projected-rows.repo.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";

/** Keeps Radar's reviews; one that was closed stays, with how it was closed. */
export const reviewProjector: Projector<"review"> = {
  objectType: "review",
  project: (tx, scope, object) => upsertRows(tx, scope, "radar_review", [reviewRow(object)]),
  projectPage: (tx, scope, objects) =>
    upsertRows(tx, scope, "radar_review", objects.map(reviewRow)),
};

/** Keeps what issuers reported as fraud. */
export const fraudWarningProjector: Projector<"radar.early_fraud_warning"> = {
  objectType: "radar.early_fraud_warning",
  project: (tx, scope, object) =>
    upsertRows(tx, scope, "early_fraud_warning", [warningRow(object)]),
  projectPage: (tx, scope, objects) =>
    upsertRows(tx, scope, "early_fraud_warning", objects.map(warningRow)),
};

/** A review without the address and the device it was paid from. */
function reviewRow(review: StripeObjects["review"]) {
  return {
    id: review.id,
    chargeId: idOf(review.charge),
    paymentId: idOf(review.payment_intent),
    open: review.open,
    reason: review.reason,
    openedReason: review.opened_reason,
    closedReason: review.closed_reason,
    createdAt: instantOf(review.created),
  };
}

function warningRow(warning: StripeObjects["radar.early_fraud_warning"]) {
  return {
    id: warning.id,
    chargeId: idOf(warning.charge),
    paymentId: idOf(warning.payment_intent),
    fraudType: warning.fraud_type,
    actionable: warning.actionable,
    createdAt: instantOf(warning.created),
  };
}
