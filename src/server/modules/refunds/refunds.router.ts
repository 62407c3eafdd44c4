import { commandSummarySchema } from "#core/contracts/commands.ts";
import {
  previewRefundInput,
  refundPreviewSchema,
  requestRefundInput,
} from "#core/contracts/refunds.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { mutation } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { refundCancel } from "./cancel-refund.ts";
import { previewRefund } from "./preview-refund.ts";
import { requestRefund } from "./request-refund.ts";

export const refundsRouter = router({
  /** A mutation, since it takes locks; everything it writes, its audit row too, is rolled back. */
  preview: mutation({ permission: "refund:request", audit: "refund.previewed" })
    .input(previewRefundInput)
    .output(refundPreviewSchema)
    .mutation(({ ctx, input }) => previewRefund(ctx.runtime, ctx.actor, input)),
  request: mutation({ permission: "refund:request", audit: "refund.requested" })
    .input(requestRefundInput)
    .output(commandSummarySchema)
    .mutation(({ ctx, input }) => requestRefund(ctx.runtime, ctx.actor, input)),
  cancel: createOverrideRouter(refundCancel),
});
