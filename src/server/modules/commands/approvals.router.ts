import {
  approvalRequestSchema,
  beginApprovalInput,
  commandSummarySchema,
  decideApprovalInput,
  listApprovalsInput,
  listApprovalsOutput,
} from "#core/contracts/commands.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { beginApproval } from "./begin-approval.ts";
import type { CommandKinds } from "./command-kind.ts";
import { decideApproval } from "./decide-approval.ts";
import { listApprovals } from "./list-approvals.ts";

/** Made with the kinds of commands, which build on this module and so cannot be imported by it. */
export function createApprovalsRouter(kinds: CommandKinds) {
  return router({
    list: query({ permission: "approval:read" })
      .input(listApprovalsInput)
      .output(listApprovalsOutput)
      .query(({ ctx, input }) => listApprovals(ctx.runtime, ctx.actor, input)),
    begin: mutation({ permission: "approval:decide", audit: "command.approval-begun" })
      .input(beginApprovalInput)
      .output(approvalRequestSchema)
      .mutation(({ ctx, input }) => beginApproval(ctx.runtime, ctx.actor, kinds, input)),
    decide: mutation({ permission: "approval:decide", audit: "command.approved" })
      .input(decideApprovalInput)
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => decideApproval(ctx.runtime, ctx.actor, kinds, input)),
  });
}
