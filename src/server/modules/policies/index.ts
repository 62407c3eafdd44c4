export { decideRefund, type RefundFacts, type Verdict } from "./refund.policy.ts";
export { refundPolicyFile } from "./refund-policy-file.ts";
