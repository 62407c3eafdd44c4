export { decideOverride } from "./override.policy.ts";
export { policyInForce } from "./policy-in-force.ts";
export { policyKind } from "./policy-kind.ts";
export { storeShippedPolicy } from "./publish-policy.ts";
export { readPolicy } from "./read-policy.ts";
export { shippedPolicy } from "./shipped-policy.ts";
export { simulateDraft } from "./simulate-policy.ts";
export { readFacts, type StoredFacts, writeFacts } from "./stored-facts.ts";
