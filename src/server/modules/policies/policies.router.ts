import { commandSummarySchema } from "#core/contracts/commands.ts";
import {
  policyOverviewSchema,
  policyPreviewSchema,
  policyVersionInput,
  policyVersionOutput,
  previewPolicyInput,
  requestPolicyInput,
} from "#core/contracts/policies.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { readPolicy, readPolicyVersion } from "./read-policy.ts";
import { previewPolicyChange, requestPolicyChange } from "./request-policy-change.ts";

/** The rules for overrides: what is in force, and changes of it that others sign. */
export const policiesRouter = router({
  overview: query({ permission: "policy:read" })
    .output(policyOverviewSchema)
    .query(({ ctx }) => readPolicy(ctx.runtime)),
  version: query({ permission: "policy:read" })
    .input(policyVersionInput)
    .output(policyVersionOutput)
    .query(({ ctx, input }) => readPolicyVersion(ctx.runtime, input.number)),
  preview: mutation({ permission: "policy:change", audit: "policy.simulated" })
    .input(previewPolicyInput)
    .output(policyPreviewSchema)
    .mutation(({ ctx, input }) => previewPolicyChange(ctx.runtime, ctx.actor, input.document)),
  request: mutation({ permission: "policy:change", audit: "policy.change-requested" })
    .input(requestPolicyInput)
    .output(commandSummarySchema)
    .mutation(({ ctx, input }) => requestPolicyChange(ctx.runtime, ctx.actor, input)),
});
