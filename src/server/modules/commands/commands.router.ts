import { commandHistoryOutput } from "#core/contracts/command-history.ts";
import {
  cancelCommandInput,
  commandDetailSchema,
  commandListOutput,
  commandRefInput,
  commandSummarySchema,
  listCustomerCommandsInput,
  listPaymentCommandsInput,
} from "#core/contracts/commands.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { cancelCommand } from "./cancel-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import { getCommand } from "./get-command.ts";
import { listCustomerCommands, listPaymentCommands } from "./list-commands.ts";
import { readCommandHistory } from "./read-history.ts";

/** Made with the kinds of commands, which build on this module and so cannot be imported by it. */
export function createCommandsRouter(kinds: CommandKinds) {
  return router({
    get: query({ permission: "command:read" })
      .input(commandRefInput)
      .output(commandDetailSchema)
      .query(({ ctx, input }) => getCommand(ctx.runtime, ctx.actor, kinds, input.commandId)),
    history: query({ permission: "command:read" })
      .input(commandRefInput)
      .output(commandHistoryOutput)
      .query(async ({ ctx, input }) => ({
        entries: await readCommandHistory(ctx.runtime, ctx.actor, kinds, input.commandId),
      })),
    forPayment: query({ permission: "command:read" })
      .input(listPaymentCommandsInput)
      .output(commandListOutput)
      .query(async ({ ctx, input }) => ({
        rows: await listPaymentCommands(ctx.runtime, ctx.actor, input.paymentId),
      })),
    forCustomer: query({ permission: "command:read" })
      .input(listCustomerCommandsInput)
      .output(commandListOutput)
      .query(async ({ ctx, input }) => ({
        rows: await listCustomerCommands(ctx.runtime, ctx.actor, input.customerId),
      })),
    cancel: mutation({ permission: "command:cancel-own", audit: "command.cancelled" })
      .input(cancelCommandInput)
      .output(commandSummarySchema)
      .mutation(({ ctx, input }) => cancelCommand(ctx.runtime, ctx.actor, kinds, input)),
  });
}
