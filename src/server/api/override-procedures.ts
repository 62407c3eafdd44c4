import * as z from "zod/mini";
import { commandSummarySchema } from "#core/contracts/commands.ts";
import {
  overrideIntent,
  overridePreviewSchema,
  previewHashSchema,
} from "#core/contracts/overrides.ts";
import {
  type OverrideWork,
  previewOverride,
  requestOverride,
} from "#server/modules/overrides/index.ts";
import { mutation } from "./procedures.ts";
import { router } from "./trpc.ts";

const requestSchema = z.object({ ...overrideIntent, previewHash: previewHashSchema });

/** Preview and request of one kind of override, for the router of its module. */
export function createOverrideRouter<Params extends object>(work: OverrideWork<Params>) {
  const { permission, params } = work;
  return router({
    /** A mutation, since it takes locks; everything it writes, its audit row too, is rolled back. */
    preview: mutation({ permission, audit: "override.previewed" })
      .input(z.object({ params }))
      .output(overridePreviewSchema)
      .mutation(({ ctx, input }) =>
        previewOverride(ctx.runtime, ctx.actor, work, paramsIn(work, input)),
      ),
    request: mutation({ permission, audit: work.audit })
      .input(z.extend(requestSchema, { params }))
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => {
        const { commandId, note, previewHash } = z.parse(requestSchema, input);
        const asked = { commandId, note, previewHash, params: paramsIn(work, input) };
        return requestOverride(ctx.runtime, ctx.actor, work, asked);
      }),
  });
}

/** The parameters of an input that was read already; the compiler cannot see through the kind's own type. */
function paramsIn<Params extends object>(work: OverrideWork<Params>, input: unknown): Params {
  return z.parse(z.object({ params: work.params }), input).params;
}
