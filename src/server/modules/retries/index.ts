export { isHealedByAnotherMethod } from "./decline-rules.ts";
export { refreshOutcomes, runBackTest } from "./refresh-outcomes.ts";
export { retryKind, retryWork } from "./retry-work.ts";
