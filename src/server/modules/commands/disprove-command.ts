import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import { changeCommand } from "./change-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";

/**
 * Ends a command of which two people have signed that Stripe never made it: failed, and what it reserved is free. An object
 * that turns up later still corrects it. `signed`: the signed command, and the reading that it rests on.
 */
export async function disproveCommand(
  tx: Transaction,
  runtime: Runtime,
  kinds: CommandKinds,
  command: CommandRow,
  signed: { readonly resolutionId: string; readonly inquiryId: string },
): Promise<void> {
  const failed = await changeCommand(tx, runtime.scope, command, {
    event: "disprove",
    by: systemActor("executor"),
    at: runtime.clock.realNow(),
    change: {
      failureCode: "declared_not_made",
      failureMessage: "Two people signed, on what was read at Stripe, that it was never made.",
    },
    details: { resolution: signed.resolutionId, inquiry: signed.inquiryId },
  });
  await kindOf(kinds, command).release(tx, runtime.scope, failed);
}
