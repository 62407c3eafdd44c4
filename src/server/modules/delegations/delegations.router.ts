import {
  delegationsOutput,
  endDelegationInput,
  giveDelegationInput,
} from "#core/contracts/delegations.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { endDelegation } from "./end-delegation.ts";
import { giveDelegation } from "./give-delegation.ts";
import { readDelegations } from "./read-delegations.ts";

/** Who stands in for whom. Each change answers with how all stands then. */
export const delegationsRouter = router({
  read: query({ permission: "delegation:read" })
    .output(delegationsOutput)
    .query(({ ctx }) => readDelegations(ctx.runtime, ctx.actor)),
  give: mutation({ permission: "delegation:manage-own", audit: "delegation.given" })
    .input(giveDelegationInput)
    .output(delegationsOutput)
    .mutation(({ ctx, input }) => giveDelegation(ctx.runtime, ctx.actor, input)),
  end: mutation({ permission: "delegation:manage-own", audit: "delegation.ended" })
    .input(endDelegationInput)
    .output(delegationsOutput)
    .mutation(({ ctx, input }) => endDelegation(ctx.runtime, ctx.actor, input.delegationId)),
});
