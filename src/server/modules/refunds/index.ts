export { refundCancel } from "./cancel-refund.ts";
export { previewRefund } from "./preview-refund.ts";
export { recomputeChargeGuard } from "./recompute-charge-guard.ts";
export { refundCancelKind } from "./refund-cancel-kind.ts";
export { refundKind } from "./refund-kind.ts";
export { refundProjector } from "./refund-projector.ts";
export { requestRefund } from "./request-refund.ts";
