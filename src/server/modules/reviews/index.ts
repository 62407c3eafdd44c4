export { evaluatePayment } from "./evaluate-payment.ts";
export { raiseFailedRefund } from "./raise-failed-refund.ts";
export { recordRefundDecision } from "./record-refund-decision.ts";
export { runDetectors } from "./run-detectors.ts";
