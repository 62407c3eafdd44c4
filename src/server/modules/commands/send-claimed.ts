import { invariant } from "#core/invariant.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Claim } from "./claim-due-command.ts";
import type { CommandExecutor } from "./command-executor.ts";
import { finishAttempt } from "./finish-attempt.ts";
import { stripeKindOf } from "./kind-of.ts";

/** Sends the stored request of a claimed attempt and writes down what came back. */
export async function sendClaimed(
  runtime: Runtime,
  executor: CommandExecutor,
  claim: Extract<Claim, { next: "send" }>,
): Promise<void> {
  invariant(
    claim.mutation.idempotencyKey === claim.command.idempotencyKey,
    "a claim's mutation is another command's",
  );
  const outcome = await stripeKindOf(executor.kinds, claim.command).send(
    claim.command.bulkId === null ? executor.writer : executor.bulkWriter,
    claim.mutation,
    claim.command,
  );
  await finishAttempt(runtime, executor, claim, outcome);
}
