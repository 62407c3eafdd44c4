export {
  type FraudWarningRecord,
  findFraudWarnings,
  findRadarReviews,
  hasFraudWarning,
  type JudgedPayment,
  type RadarReviewRecord,
} from "./radar.repo.ts";
export { fraudWarningProjector, reviewProjector } from "./radar-projectors.ts";
