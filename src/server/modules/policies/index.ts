export { decideBooksChange } from "./books.policy.ts";
export { booksPolicyFile } from "./books-policy-file.ts";
export { decideRefund, type RefundFacts, type Verdict } from "./refund.policy.ts";
export { refundPolicyFile } from "./refund-policy-file.ts";
