import {
  getPaymentInput,
  getPaymentOutput,
  listPaymentsInput,
  listPaymentsOutput,
  paymentTimelineOutput,
} from "#core/contracts/payments.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { reviewApprove } from "./approve-review.ts";
import { paymentCancel } from "./cancel-payment.ts";
import { paymentCapture } from "./capture-payment.ts";
import { getPayment } from "./get-payment.ts";
import { listPayments } from "./list-payments.ts";
import { paymentTimeline } from "./payment-timeline.ts";

const readable = { permission: "payment:read" } as const;

/** Payments: the list, one payment, everything that happened to it. */
export const paymentsRouter = router({
  list: query(readable)
    .input(listPaymentsInput)
    .output(listPaymentsOutput)
    .query(({ ctx, input }) => listPayments(ctx.runtime, ctx.actor, input)),
  get: query(readable)
    .input(getPaymentInput)
    .output(getPaymentOutput)
    .query(({ ctx, input }) => getPayment(ctx.runtime, ctx.actor, input)),
  timeline: query(readable)
    .input(getPaymentInput)
    .output(paymentTimelineOutput)
    .query(({ ctx, input }) => paymentTimeline(ctx.runtime, ctx.actor, input)),
  capture: createOverrideRouter(paymentCapture),
  cancel: createOverrideRouter(paymentCancel),
  approveReview: createOverrideRouter(reviewApprove),
});
