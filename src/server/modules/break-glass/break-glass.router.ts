import {
  beginBreakGlassInput,
  beginBreakGlassOutput,
  breakGlassOutput,
  endBreakGlassInput,
  openBreakGlassInput,
  reviewBreakGlassInput,
} from "#core/contracts/break-glass.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { endBreakGlass } from "./end-break-glass.ts";
import { beginBreakGlass, openBreakGlass } from "./open-break-glass.ts";
import { readBreakGlass } from "./read-break-glass.ts";
import { reviewBreakGlass } from "./review-break-glass.ts";

/** Opening, ending and reviewing break-glass. Each change answers with how all stands then. */
export const breakGlassRouter = router({
  read: query({ permission: "break-glass:read" })
    .output(breakGlassOutput)
    .query(({ ctx }) => readBreakGlass(ctx.runtime, ctx.actor)),
  begin: mutation({ permission: "break-glass:open", audit: "break-glass.begun" })
    .input(beginBreakGlassInput)
    .output(beginBreakGlassOutput)
    .mutation(({ ctx, input }) => beginBreakGlass(ctx.runtime, ctx.actor, input)),
  open: mutation({ permission: "break-glass:open", audit: "break-glass.opened" })
    .input(openBreakGlassInput)
    .output(breakGlassOutput)
    .mutation(({ ctx, input }) => openBreakGlass(ctx.runtime, ctx.actor, input)),
  end: mutation({ permission: "break-glass:end", audit: "break-glass.ended" })
    .input(endBreakGlassInput)
    .output(breakGlassOutput)
    .mutation(({ ctx, input }) => endBreakGlass(ctx.runtime, ctx.actor, input.breakGlassId)),
  review: mutation({ permission: "break-glass:review", audit: "break-glass.reviewed" })
    .input(reviewBreakGlassInput)
    .output(breakGlassOutput)
    .mutation(({ ctx, input }) => reviewBreakGlass(ctx.runtime, ctx.actor, input)),
});
