export { overrideKind } from "./override-kind.ts";
export type { Answer, OverridePlan, OverrideWork } from "./override-work.ts";
export { previewOverride } from "./preview-override.ts";
export { requestOverride } from "./request-override.ts";
