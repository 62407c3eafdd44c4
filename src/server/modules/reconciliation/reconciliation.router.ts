import {
  breakCountsSchema,
  breakDetailSchema,
  breakRefInput,
  listBreaksInput,
  listBreaksOutput,
  listRunsInput,
  listRunsOutput,
  runRefInput,
  runSchema,
  wantRunInput,
} from "#core/contracts/reconciliation.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { personActor } from "../audit/index.ts";
import { getBreak } from "./get-break.ts";
import { countBreaks, listBreaks } from "./list-breaks.ts";
import { getRun, listRuns } from "./list-runs.ts";
import { wantRun } from "./want-run.ts";

const readable = { permission: "reconciliation:read" } as const;

/** Runs of reconciliation and the breaks they found. */
export const reconciliationRouter = router({
  runs: router({
    list: query(readable)
      .input(listRunsInput)
      .output(listRunsOutput)
      .query(({ ctx, input }) => listRuns(ctx.runtime, input)),
    get: query(readable)
      .input(runRefInput)
      .output(runSchema)
      .query(({ ctx, input }) => getRun(ctx.runtime, input.runId)),
    /** Asks for a run now; the worker takes it. */
    want: mutation({ permission: "reconciliation:run", audit: "reconciliation.requested" })
      .input(wantRunInput)
      .output(runSchema)
      .mutation(async ({ ctx, input }) => {
        const { db, scope, clock } = ctx.runtime;
        const request = {
          levels: input.levels,
          trigger: "demand",
          requestedBy: personActor(ctx.actor),
          at: clock.now(),
        };
        const id = await db.transaction((tx) => wantRun(tx, scope, request));
        return getRun(ctx.runtime, id);
      }),
  }),
  breaks: router({
    list: query(readable)
      .input(listBreaksInput)
      .output(listBreaksOutput)
      .query(({ ctx, input }) => listBreaks(ctx.runtime, input)),
    counts: query(readable)
      .output(breakCountsSchema)
      .query(({ ctx }) => countBreaks(ctx.runtime)),
    get: query(readable)
      .input(breakRefInput)
      .output(breakDetailSchema)
      .query(({ ctx, input }) => getBreak(ctx.runtime, input.breakId)),
  }),
});
