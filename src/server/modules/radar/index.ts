export {
  type FraudWarningRecord,
  findFraudWarnings,
  findRadarReviews,
  type RadarReviewRecord,
} from "./radar.repo.ts";
export { fraudWarningProjector, reviewProjector } from "./radar-projectors.ts";
