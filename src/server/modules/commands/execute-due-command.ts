import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type Claim, ClaimFailed, claimDueCommand } from "./claim-due-command.ts";
import { backOff, type CommandExecutor } from "./command-executor.ts";
import { postponeCommand } from "./due-commands.repo.ts";
import { probeCommand } from "./probe-command.ts";
import { sendClaimed } from "./send-claimed.ts";

/** A command that cannot be judged is looked at again after some sixteen first pauses. */
const UNJUDGED_TRIES = 5;

/**
 * Takes the command that is due longest one step on: sends it, or finds out what became of it. Out: whether there was one.
 * The claim is committed before the first byte is sent and the answer after it; whoever dies in between leaves a command
 * that the next executor probes. A throw means that nothing was learned, and the lease says when others may try.
 */
export async function executeDueCommand(
  runtime: Runtime,
  executor: CommandExecutor,
): Promise<boolean> {
  const started = await startDueCommand(runtime, executor);
  await started?.done;
  return started !== null;
}

/** The same, answering as soon as one is claimed, so that others can be started while Stripe takes its time. */
export async function startDueCommand(
  runtime: Runtime,
  executor: CommandExecutor,
): Promise<{ readonly done: Promise<void> } | null> {
  const claim = await claimOrPostpone(runtime, executor);
  return claim && { done: execute(runtime, executor, claim) };
}

async function execute(runtime: Runtime, executor: CommandExecutor, claim: Claim): Promise<void> {
  switch (claim.next) {
    case "nothing":
      return;
    case "send":
      return await sendClaimed(runtime, executor, claim);
    case "probe":
      return await probeCommand(runtime, executor, claim);
  }
}

async function claimOrPostpone(runtime: Runtime, executor: CommandExecutor): Promise<Claim | null> {
  try {
    return await claimDueCommand(runtime, executor);
  } catch (error) {
    if (!(error instanceof ClaimFailed)) throw error;
    // One command that cannot be judged must not stand before all the others.
    const { clock } = await atDatabaseTime(runtime.db.prisma, runtime);
    const later = backOff(clock.realNow(), executor.backoffMs, UNJUDGED_TRIES);
    await postponeCommand(runtime.db, error.commandId, later);
    throw error;
  }
}
