import { backfillStatusSchema, firstImportSchema } from "#core/contracts/backfill.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { readBackfill, readFirstImport } from "./read-backfill.ts";
import { requestBackfill } from "./request-backfill.ts";

/** The account's history: how far it is in, and reading it again. */
export const backfillRouter = router({
  status: query({ permission: "backfill:read" })
    .output(backfillStatusSchema)
    .query(({ ctx }) => readBackfill(ctx.runtime)),
  /** For everybody: until it has ended, no list is whole and no figure right. */
  firstImport: query({ permission: "overview:read" })
    .output(firstImportSchema)
    .query(({ ctx }) => readFirstImport(ctx.runtime)),
  /** Answers with the state of things: a run that was open already stays the one. */
  start: mutation({ permission: "backfill:start", audit: "backfill.requested" })
    .output(backfillStatusSchema)
    .mutation(async ({ ctx }) => {
      await requestBackfill(ctx.runtime, ctx.actor);
      return readBackfill(ctx.runtime);
    }),
});
