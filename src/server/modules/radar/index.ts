export { findFraudWarnings, findRadarReviews } from "./radar.repo.ts";
export { fraudWarningProjector, reviewProjector } from "./radar-projectors.ts";
