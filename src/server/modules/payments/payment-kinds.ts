import type { CommandKinds } from "../commands/index.ts";
import { overrideKind } from "../overrides/index.ts";
import { reviewApprove } from "./approve-review.ts";
import { paymentCancel } from "./cancel-payment.ts";
import { paymentCapture } from "./capture-payment.ts";

/** What can be done about a payment that was authorised and not taken, or that Radar wants looked at. */
export const paymentKinds: CommandKinds = {
  [paymentCapture.kind]: overrideKind(paymentCapture),
  [paymentCancel.kind]: overrideKind(paymentCancel),
  [reviewApprove.kind]: overrideKind(reviewApprove),
};
