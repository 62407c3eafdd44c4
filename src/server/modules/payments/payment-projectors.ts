import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { recomputeChargeGuard } from "../refunds/index.ts";
import { chargeRow, paymentRow } from "./payment-rows.ts";
import {
  findRefundedCharges,
  lockPayments,
  upsertCharges,
  upsertPayments,
} from "./projection.repo.ts";

/** Keeps payments, one for each payment intent. */
export const paymentIntentProjector: Projector<"payment_intent"> = {
  objectType: "payment_intent",
  project: (tx, scope, object) => projectIntents(tx, scope, [object]),
  projectPage: projectIntents,
};

/** Keeps attempts, and of each what was captured: the ceiling of its refunds. */
export const chargeProjector: Projector<"charge"> = {
  objectType: "charge",
  project: (tx, scope, object) => projectCharges(tx, scope, [object]),
  projectPage: projectCharges,
};

async function projectIntents(
  tx: Transaction,
  scope: AccountScope,
  intents: readonly StripeObjects["payment_intent"][],
): Promise<void> {
  const rows = intents.map(paymentRow);
  await lockPayments(
    tx,
    rows.map(({ id }) => id),
  );
  await upsertPayments(tx, scope, rows);
}

async function projectCharges(
  tx: Transaction,
  scope: AccountScope,
  charges: readonly StripeObjects["charge"][],
): Promise<void> {
  const rows = charges.map(chargeRow);
  await lockPayments(
    tx,
    rows.map(({ paymentId }) => paymentId),
  );
  await upsertCharges(tx, scope, rows);
  // A refund may have come before its charge: then nobody has counted it yet.
  for (const id of await findRefundedCharges(
    tx,
    scope,
    rows.map(({ id }) => id),
  )) {
    await recomputeChargeGuard(tx, scope, id);
  }
}
