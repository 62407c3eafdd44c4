export { overrideKind } from "./override-kind.ts";
export { readParams } from "./override-request.ts";
export type { Answer, OverridePlan, OverrideWork, OwnCircumstances } from "./override-work.ts";
export { createOverrideRouter } from "./overrides.router.ts";
export { previewOverride } from "./preview-override.ts";
export { requestOverride, requestOverrideIn } from "./request-override.ts";
