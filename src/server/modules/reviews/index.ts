export { getCase } from "./get-case.ts";
export { type RefundDecision, recordRefundDecision } from "./record-refund-decision.ts";
