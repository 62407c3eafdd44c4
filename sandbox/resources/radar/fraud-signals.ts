import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";
import { blockBuyer } from "./block-lists.ts";
import { refreshWarnings } from "./early-fraud-warnings.ts";
import { closeReviewOf } from "./reviews.ts";

/** A dispute leaves nothing to be reviewed, and a warning came true. */
export function noteDispute(world: World, chargeId: string): void {
  const charge = requireObject(world, "charge", chargeId);
  closeReviewOf(world, charge, "disputed");
  refreshWarnings(world, charge);
}

/**
 * A refund in full closes the review and settles the warnings; one as fraudulent, full or not, puts the buyer's card and email
 * on the block lists (docs.stripe.com/api/refunds/create).
 */
export function noteRefund(world: World, chargeId: string, reason: string | null): void {
  const charge = requireObject(world, "charge", chargeId);
  const fraud = reason === "fraudulent";
  if (fraud) blockBuyer(world, reportAsFraud(world, charge));
  if (charge.refunded) closeReviewOf(world, charge, fraud ? "refunded_as_fraud" : "refunded");
  refreshWarnings(world, charge);
}

function reportAsFraud(world: World, charge: Stripe.Charge): Stripe.Charge {
  const details = { ...charge.fraud_details, user_report: "fraudulent" };
  return changeObject(world, "charge", charge, { fraud_details: details }, []);
}
