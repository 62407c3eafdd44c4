import { overviewInput, overviewOutput } from "#core/contracts/kpis.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { readOverview } from "./index.ts";

export const kpisRouter = router({
  /** The cards, series and waiting work of the overview page. */
  overview: query({ permission: "kpi:read" })
    .input(overviewInput)
    .output(overviewOutput)
    .query(({ ctx, input }) => readOverview(ctx.runtime, ctx.actor, input.range)),
});
