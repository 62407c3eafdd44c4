import { commandSummarySchema } from "#core/contracts/commands.ts";
import {
  controlPreviewOutput,
  inquireInput,
  inquiriesInput,
  inquiriesOutput,
  operationsSchema,
  previewResolutionInput,
  previewSwitchOffInput,
  requestResolutionInput,
  requestSwitchOffInput,
  stopOverridesInput,
  stopsSchema,
  stuckCommandsOutput,
} from "#core/contracts/operations.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { type CommandKinds, listStuckCommands } from "../commands/index.ts";
import { controlWorks } from "./control-kinds.ts";
import { inquire, listInquiries } from "./inquire.ts";
import { readOperations } from "./read-operations.ts";
import { readStops } from "./read-stops.ts";
import { previewControl, requestControl } from "./request-control.ts";
import { stopOverrides } from "./switch-on.ts";

const off = (switchId: string) => ({ kind: "kill_switch_off", switchId }) as const;
const nothing = ({ targetId, inquiryId }: { targetId: string; inquiryId: string }) =>
  ({ kind: "command_resolution", commandId: targetId, inquiryId }) as const;

/** What goes to Stripe, stopping it, and settling what the machine cannot tell. Made with the kinds of commands. */
export function createOperationsRouter(kinds: CommandKinds) {
  const works = controlWorks(kinds);
  return router({
    stops: query({ permission: "operations:read" })
      .output(stopsSchema)
      .query(({ ctx }) => readStops(ctx.runtime)),
    read: query({ permission: "operations:read" })
      .output(operationsSchema)
      .query(({ ctx }) => readOperations(ctx.runtime, kinds)),
    stop: mutation({ permission: "kill-switch:on", audit: "kill-switch.on" })
      .input(stopOverridesInput)
      .output(stopsSchema)
      .mutation(({ ctx, input }) => stopOverrides(ctx.runtime, ctx.actor, kinds, input)),
    previewOff: query({ permission: "kill-switch:off" })
      .input(previewSwitchOffInput)
      .output(controlPreviewOutput)
      .query(({ ctx, input }) =>
        previewControl(ctx.runtime, ctx.actor, works, off(input.switchId)),
      ),
    requestOff: mutation({ permission: "kill-switch:off", audit: "kill-switch.off-requested" })
      .input(requestSwitchOffInput)
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => {
        const { commandId, note, previewHash, switchId } = input;
        const request = { commandId, note, previewHash, control: off(switchId) };
        return requestControl(ctx.runtime, ctx.actor, works, request);
      }),
    stuck: query({ permission: "command:read" })
      .output(stuckCommandsOutput)
      .query(async ({ ctx }) => ({ rows: await listStuckCommands(ctx.runtime, ctx.actor) })),
    inquiries: query({ permission: "command:read" })
      .input(inquiriesInput)
      .output(inquiriesOutput)
      .query(({ ctx, input }) => listInquiries(ctx.runtime, input.commandId)),
    inquire: mutation({ permission: "command:resolve", audit: "command.inquired" })
      .input(inquireInput)
      .output(inquiriesOutput)
      .mutation(({ ctx, input }) => inquire(ctx.runtime, ctx.actor, input)),
    previewResolution: query({ permission: "command:resolve" })
      .input(previewResolutionInput)
      .output(controlPreviewOutput)
      .query(({ ctx, input }) => previewControl(ctx.runtime, ctx.actor, works, nothing(input))),
    requestResolution: mutation({
      permission: "command:resolve",
      audit: "command.resolution-requested",
    })
      .input(requestResolutionInput)
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => {
        const { commandId, note, previewHash } = input;
        const request = { commandId, note, previewHash, control: nothing(input) };
        return requestControl(ctx.runtime, ctx.actor, works, request);
      }),
  });
}
