import {
  disputeDetailSchema,
  disputeRefInput,
  disputeTimelineOutput,
  listDisputesInput,
  listDisputesOutput,
  stagedEvidenceSchema,
  stageEvidenceInput,
} from "#core/contracts/disputes.ts";
import { createOverrideRouter } from "#server/api/override-procedures.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { disputeAccept } from "./accept-dispute.ts";
import { disputeTimeline } from "./dispute-timeline.ts";
import { getDispute } from "./get-dispute.ts";
import { listDisputes } from "./list-disputes.ts";
import { showStagedEvidence } from "./read-staged-evidence.ts";
import { stageEvidence } from "./stage-evidence.ts";
import { disputeSubmit } from "./submit-evidence.ts";

const readable = { permission: "dispute:read" } as const;

/** Disputes: the list, one of them, its history, and our draft of the evidence. */
export const disputesRouter = router({
  list: query(readable)
    .input(listDisputesInput)
    .output(listDisputesOutput)
    .query(({ ctx, input }) => listDisputes(ctx.runtime, ctx.actor, input)),
  get: query(readable)
    .input(disputeRefInput)
    .output(disputeDetailSchema)
    .query(({ ctx, input }) => getDispute(ctx.runtime, ctx.actor, input)),
  timeline: query(readable)
    .input(disputeRefInput)
    .output(disputeTimelineOutput)
    .query(({ ctx, input }) => disputeTimeline(ctx.runtime, ctx.actor, input)),
  evidence: query(readable)
    .input(disputeRefInput)
    .output(stagedEvidenceSchema)
    .query(({ ctx, input }) => showStagedEvidence(ctx.runtime, ctx.actor, input)),
  stage: mutation({ permission: "dispute:stage", audit: "evidence.staged" })
    .input(stageEvidenceInput)
    .output(stagedEvidenceSchema)
    .mutation(({ ctx, input }) => stageEvidence(ctx.runtime, ctx.actor, input)),
  submit: createOverrideRouter(disputeSubmit),
  accept: createOverrideRouter(disputeAccept),
});
