import type { Projector } from "#server/platform/stripe/projector.ts";
import { disputeRow } from "./dispute-row.ts";
import { upsertDisputes } from "./disputes.repo.ts";

/** How webhooks and the import bring disputes in. */
export const disputeProjector: Projector<"dispute"> = {
  objectType: "dispute",
  project: (tx, scope, object) => upsertDisputes(tx, scope, [disputeRow(object)]),
  projectPage: (tx, scope, objects) => upsertDisputes(tx, scope, objects.map(disputeRow)),
};
