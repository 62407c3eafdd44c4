import {
  bulkDetailSchema,
  bulkListInput,
  bulkListOutput,
  bulkRefInput,
  bulkRowsInput,
  bulkRowsOutput,
  dryRunSchema,
  previewBulkInput,
  requestBulkInput,
} from "#core/contracts/bulk.ts";
import { commandSummarySchema } from "#core/contracts/commands.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import type { CommandKinds } from "../commands/index.ts";
import { controlBulk } from "./control-bulk.ts";
import { getBulk, listBulkRows, listBulks } from "./read-bulks.ts";
import { previewBulk, requestBulk } from "./request-bulk.ts";

const control = { permission: "bulk:control" } as const;

/** Bulk refunds: what they would do, asking for them, how they stand, and holding them. Made with the kinds of commands. */
export function createBulkRouter(kinds: CommandKinds) {
  return router({
    list: query({ permission: "bulk:read" })
      .input(bulkListInput)
      .output(bulkListOutput)
      .query(({ ctx, input }) => listBulks(ctx.runtime, input)),
    get: query({ permission: "bulk:read" })
      .input(bulkRefInput)
      .output(bulkDetailSchema)
      .query(({ ctx, input }) => getBulk(ctx.runtime, ctx.actor, input.bulkId)),
    rows: query({ permission: "bulk:read" })
      .input(bulkRowsInput)
      .output(bulkRowsOutput)
      .query(({ ctx, input }) => listBulkRows(ctx.runtime, input)),
    preview: mutation({ permission: "bulk:request", audit: "bulk.previewed" })
      .input(previewBulkInput)
      .output(dryRunSchema)
      .mutation(({ ctx, input }) => previewBulk(ctx.runtime, ctx.actor, input)),
    request: mutation({ permission: "bulk:request", audit: "bulk.requested" })
      .input(requestBulkInput)
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => requestBulk(ctx.runtime, ctx.actor, input)),
    pause: mutation({ ...control, audit: "bulk.paused" })
      .input(bulkRefInput)
      .output(bulkDetailSchema)
      .mutation(({ ctx, input }) =>
        controlBulk(ctx.runtime, ctx.actor, kinds, { ...input, control: "pause" }),
      ),
    resume: mutation({ ...control, audit: "bulk.resumed" })
      .input(bulkRefInput)
      .output(bulkDetailSchema)
      .mutation(({ ctx, input }) =>
        controlBulk(ctx.runtime, ctx.actor, kinds, { ...input, control: "resume" }),
      ),
    release: mutation({ ...control, audit: "bulk.released" })
      .input(bulkRefInput)
      .output(bulkDetailSchema)
      .mutation(({ ctx, input }) =>
        controlBulk(ctx.runtime, ctx.actor, kinds, { ...input, control: "release" }),
      ),
    stop: mutation({ ...control, audit: "bulk.stopped" })
      .input(bulkRefInput)
      .output(bulkDetailSchema)
      .mutation(({ ctx, input }) =>
        controlBulk(ctx.runtime, ctx.actor, kinds, { ...input, control: "stop" }),
      ),
  });
}
