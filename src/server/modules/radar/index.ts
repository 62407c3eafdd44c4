export {
  type FraudWarningRecord,
  findFraudWarnings,
  findRadarReviews,
  hasFraudWarning,
  type RadarReviewRecord,
} from "./radar.repo.ts";
export { fraudWarningProjector, reviewProjector } from "./radar-projectors.ts";
