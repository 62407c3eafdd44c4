export { disputeAccept } from "./accept-dispute.ts";
export { disputeKinds } from "./dispute-kinds.ts";
export { disputeProjector } from "./dispute-projector.ts";
export { readStagedEvidence, type StagedDraft } from "./read-staged-evidence.ts";
export { disputeSubmit } from "./submit-evidence.ts";
