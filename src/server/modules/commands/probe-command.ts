import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { insertAttempt } from "./attempts.repo.ts";
import { beginAttempt, type Claim, loadStoredMutation } from "./claim-due-command.ts";
import { backOff, type CommandExecutor } from "./command-executor.ts";
import type { Effect } from "./command-kind.ts";
import { type CommandRow, lockCommand, postponeProbe, setCommandColumns } from "./commands.repo.ts";
import { mayBeSent, withheldKinds } from "./execution-gate.ts";
import { giveUp, recordEffect } from "./finish-attempt.ts";
import { isKeyTooOld } from "./key-age.ts";
import { lookForEffect } from "./look-for-effect.ts";
import { sendClaimed } from "./send-claimed.ts";

/**
 * Finds out what became of a request without an answer, in this order: an event in our inbox with its key; the list of
 * refunds at Stripe; the same bytes under the same key, as long as Stripe keeps the key. Never a second key. After that
 * only a person can tell. The reservation stays through all of it.
 */
export async function probeCommand(
  runtime: Runtime,
  executor: CommandExecutor,
  claim: Extract<Claim, { next: "probe" }>,
): Promise<void> {
  const { command } = claim;
  const found = await lookAtStripe(runtime, executor, command);
  if (found === "not_answered") {
    const { clock } = await atDatabaseTime(runtime.db.prisma, runtime);
    const later = backOff(clock.realNow(), executor.probeAfterMs, command.attempts + 1);
    await postponeProbe(runtime.db, { id: command.id, leaseToken: command.leaseToken }, later);
    return;
  }
  const resend = await decideNext(runtime, executor, command, found);
  if (resend) await sendClaimed(runtime, executor, resend);
}

async function lookAtStripe(
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
): Promise<Effect | null | "not_answered"> {
  try {
    return await lookForEffect(runtime, executor, command);
  } catch (error) {
    runtime.log.warn(
      { commandId: command.id, err: error },
      "Stripe could not be asked what became of a command",
    );
    return "not_answered";
  }
}

/**
 * Writes what was found; without a find, begins the repeated attempt, puts it off while nothing may be sent, or gives up.
 * Nothing when the lease was lost.
 */
async function decideNext(
  runtime: Runtime,
  executor: CommandExecutor,
  probed: CommandRow,
  found: Effect | null,
): Promise<Extract<Claim, { next: "send" }> | null> {
  return await runtime.db.transaction(async (tx) => {
    const withheld = await withheldKinds(tx, runtime.scope, executor);
    const command = await lockCommand(tx, runtime.scope, probed.id);
    if (command?.leaseToken !== probed.leaseToken || command.state !== "unknown") return null;
    if (found) {
      await recordEffect(tx, runtime, command, found);
      return null;
    }
    if (await isKeyTooOld(tx, runtime, command)) {
      await giveUp(tx, runtime, command, "key_too_old");
      return null;
    }
    if (
      withheld.includes(command.kind) ||
      !(await mayBeSent(tx, runtime.scope, executor, command))
    ) {
      const { clock } = await atDatabaseTime(tx, runtime);
      const later = backOff(clock.realNow(), executor.probeAfterMs, command.attempts + 1);
      await setCommandColumns(tx, command.id, { runAfter: later, leaseUntil: null });
      return null;
    }
    const begun = await setCommandColumns(tx, command.id, beginAttempt(command, runtime));
    await insertAttempt(tx, {
      commandId: command.id,
      n: begun.attempts,
      fencingToken: begun.leaseToken,
      sentAt: runtime.clock.now(),
    });
    await recordAudit(tx, {
      actor: systemActor("executor"),
      action: "command.sent",
      result: "done",
      resource: { type: command.targetType, id: command.targetId },
      commandId: command.id,
      details: { attempt: begun.attempts, idempotencyKey: command.idempotencyKey, repeated: true },
    });
    return { next: "send", command: begun, mutation: loadStoredMutation(begun) };
  });
}
