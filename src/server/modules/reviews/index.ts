export { evaluatePayment } from "./evaluate-payment.ts";
export { recordRefundDecision } from "./record-refund-decision.ts";
export { runDetectors } from "./run-detectors.ts";
