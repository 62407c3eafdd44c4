import type { Projector } from "#server/platform/stripe/projector.ts";
import { payoutRow } from "./payout-row.ts";
import { upsertPayouts } from "./payouts.repo.ts";

/** How webhooks and the import bring payouts in. */
export const payoutProjector: Projector<"payout"> = {
  objectType: "payout",
  project: (tx, scope, object) => upsertPayouts(tx, scope, [payoutRow(object)]),
  projectPage: (tx, scope, objects) => upsertPayouts(tx, scope, objects.map(payoutRow)),
};
