export { overrideKind } from "./override-kind.ts";
export type { Answer, OverridePlan, OverrideWork, PlanRuntime } from "./override-work.ts";
export { placeFollowUp } from "./place-follow-up.ts";
export { previewOverride } from "./preview-override.ts";
export { requestOverride } from "./request-override.ts";
