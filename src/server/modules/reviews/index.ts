export { type Evaluated, evaluatePayment } from "./evaluate-payment.ts";
export { type RefundDecision, recordRefundDecision } from "./record-refund-decision.ts";
export { type DetectorRun, runDetectors } from "./run-detectors.ts";
