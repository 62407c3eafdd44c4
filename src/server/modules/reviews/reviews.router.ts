import {
  addNoteInput,
  caseDetailSchema,
  caseRefInput,
  claimCaseInput,
  decideCaseInput,
  listCasesInput,
  listCasesOutput,
  undoDecisionInput,
} from "#core/contracts/reviews.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { addNote } from "./add-note.ts";
import { claimCase } from "./claim-case.ts";
import { decideCase } from "./decide-case.ts";
import { getCase } from "./get-case.ts";
import { releaseCase, renewLease } from "./hold-case.ts";
import { listCases } from "./list-cases.ts";
import { undoDecision } from "./undo-decision.ts";

/** The review queue. Every change answers with the case as it is now. */
export const reviewsRouter = router({
  list: query({ permission: "case:read" })
    .input(listCasesInput)
    .output(listCasesOutput)
    .query(({ ctx, input }) => listCases(ctx.runtime, ctx.actor, input.view)),

  get: query({ permission: "case:read" })
    .input(caseRefInput)
    .output(caseDetailSchema)
    .query(({ ctx, input }) => getCase(ctx.runtime, ctx.actor, input.caseId)),

  /** Takes the named case, or the first that waits. */
  claim: mutation({ permission: "case:work", audit: "case.claimed" })
    .input(claimCaseInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => claimCase(ctx.runtime, ctx.actor, input.caseId)),

  /** The heartbeat of an open case page. */
  renew: mutation({ permission: "case:work", audit: "case.lease-renewed" })
    .input(caseRefInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => renewLease(ctx.runtime, ctx.actor, input.caseId)),

  release: mutation({ permission: "case:work", audit: "case.released" })
    .input(caseRefInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => releaseCase(ctx.runtime, ctx.actor, input.caseId)),

  decide: mutation({ permission: "case:decide", audit: "case.decided" })
    .input(decideCaseInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => decideCase(ctx.runtime, ctx.actor, input)),

  undo: mutation({ permission: "case:decide", audit: "case.decision-undone" })
    .input(undoDecisionInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => undoDecision(ctx.runtime, ctx.actor, input)),

  addNote: mutation({ permission: "case:work", audit: "case.noted" })
    .input(addNoteInput)
    .output(caseDetailSchema)
    .mutation(({ ctx, input }) => addNote(ctx.runtime, ctx.actor, input)),
});
