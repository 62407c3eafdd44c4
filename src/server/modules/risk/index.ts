export {
  type Assessment,
  assessPayment,
  findRiskCandidates,
  learnOutcomes,
  type Outcomes,
} from "./assess-payment.ts";
