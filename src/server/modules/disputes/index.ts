export { disputeProjector } from "./dispute-projector.ts";
export { readStagedEvidence, type StagedDraft } from "./read-staged-evidence.ts";
