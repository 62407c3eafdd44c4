import { systemClock } from "#server/platform/clock/clock.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import { settleRefund } from "./settle-refund.ts";

/** How webhooks and the import bring refunds in: their row, the command that made them, the charge's guard. */
export const refundProjector: Projector<"refund"> = {
  objectType: "refund",
  project: async (tx, scope, refund) => {
    await settleRefund(tx, scope, refund, { source: "projector", at: systemClock.realNow() });
  },
};
