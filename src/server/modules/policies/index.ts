export { decideRefund, type RefundFacts, type RefundRule, type Verdict } from "./refund.policy.ts";
export { type RefundPolicyFile, refundPolicyFile } from "./refund-policy-file.ts";
