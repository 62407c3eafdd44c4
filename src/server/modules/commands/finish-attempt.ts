import type { Transaction } from "#server/platform/db/database.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { MutationOutcome } from "#server/platform/stripe/outcome.ts";
import { systemActor } from "../audit/index.ts";
import { finishAttempt as writeAttempt } from "./attempts.repo.ts";
import { changeCommand } from "./change-command.ts";
import type { Claim } from "./claim-due-command.ts";
import { backOff, type CommandExecutor } from "./command-executor.ts";
import type { Effect } from "./command-kind.ts";
import type { CommandEvent } from "./command-states.ts";
import {
  type CommandChange,
  type CommandRow,
  lockCommand,
  setCommandColumns,
} from "./commands.repo.ts";
import { noteAnswer } from "./execution-gate.ts";
import { kindOf } from "./kind-of.ts";

type Outcome = MutationOutcome<Effect>;

/**
 * Writes down, in one transaction, what came back for an attempt and what it means. Only the holder of the newest fencing
 * token may: a worker that was taken for dead changes nothing, its successor finds out at Stripe.
 * Out: false when it was too late to write.
 */
export async function finishAttempt(
  runtime: Runtime,
  executor: CommandExecutor,
  claim: Extract<Claim, { next: "send" }>,
  outcome: Outcome,
): Promise<boolean> {
  const written = await runtime.db.transaction(async (tx) => {
    const command = await lockCommand(tx, runtime.scope, claim.command.id);
    if (command?.leaseToken !== claim.command.leaseToken) return false;
    await writeAttempt(
      tx,
      { commandId: command.id, n: claim.command.attempts },
      { outcome: outcome.kind, evidence: outcome.evidence, finishedAt: runtime.clock.now() },
    );
    await applyOutcome(tx, await atDatabaseTime(tx, runtime), executor, command, outcome);
    await noteAnswer(tx, runtime.scope, executor, { commandId: command.id, outcome });
    return true;
  });
  if (!written)
    runtime.log.warn(
      { commandId: claim.command.id, outcome: outcome.kind },
      "answer refused: the lease was lost",
    );
  return written;
}

async function applyOutcome(
  tx: Transaction,
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
  outcome: Outcome,
): Promise<void> {
  if (outcome.kind === "accepted") return await recordEffect(tx, runtime, command, outcome.object);
  // A webhook was faster: the object it brought says more than a lost answer.
  if (command.state !== "executing" && command.state !== "unknown") {
    await setCommandColumns(tx, command.id, { leaseUntil: null });
    return;
  }
  if (isOtherBody(outcome)) return await giveUp(tx, runtime, command, "idempotency_error");
  if (outcome.kind === "rejected" && isDefinite(command, outcome)) {
    const change = { failureCode: outcome.code, failureMessage: outcome.message, leaseUntil: null };
    const declined = await move(tx, runtime, command, {
      event: "decline",
      change,
      why: outcome.code,
    });
    return await kindOf(executor.kinds, command).release(tx, runtime.scope, declined);
  }
  await waitForMore(tx, runtime, executor, command, outcome);
}

/** Stripe knows the key with other parameters. A conflict has the same type, but only says that a copy is running. */
function isOtherBody({ evidence }: Outcome): boolean {
  return evidence.errorType === "idempotency_error" && evidence.httpStatus !== 409;
}

/**
 * A refusal of the first request is final. Of a repeated one only if Stripe looked at the key: a request that it did not
 * let in says nothing about the first.
 */
function isDefinite(command: CommandRow, outcome: Outcome): boolean {
  const barred = outcome.evidence.httpStatus === 401 || outcome.evidence.httpStatus === 403;
  return command.state === "executing" || !barred;
}

async function waitForMore(
  tx: Transaction,
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
  outcome: Outcome,
): Promise<void> {
  const now = runtime.clock.realNow();
  if (outcome.kind === "not_executed" && command.state === "executing") {
    const later = backOff(
      now,
      Math.max(executor.backoffMs, outcome.retryAfterMs),
      command.attempts,
    );
    await move(tx, runtime, command, {
      event: "return",
      change: { leaseUntil: null, runAfter: later },
      why: outcome.why,
    });
    return;
  }
  // Not executed this time; the unanswered request before may have been, so the command stays unknown.
  const change = {
    leaseUntil: null,
    runAfter: backOff(now, executor.probeAfterMs, command.attempts),
  };
  if (command.state === "unknown") await setCommandColumns(tx, command.id, change);
  else
    await move(tx, runtime, command, {
      event: "lose",
      change,
      why: "why" in outcome ? outcome.why : outcome.kind,
    });
}

/** Writes what Stripe made; an object that is not what was asked for goes to a person. */
export async function recordEffect(
  tx: Transaction,
  runtime: Runtime,
  command: CommandRow,
  effect: Effect,
): Promise<void> {
  const settled = await effect.record(tx, runtime.scope);
  const after = await lockCommand(tx, runtime.scope, command.id);
  if (settled || !after) return;
  if (after.state === "executing" || after.state === "unknown")
    await giveUp(tx, runtime, after, "unexpected_object");
}

/** Nobody but a person can tell: nothing more is sent, and what is reserved stays reserved. */
export async function giveUp(
  tx: Transaction,
  runtime: Runtime,
  command: CommandRow,
  why: string,
): Promise<void> {
  await move(tx, runtime, command, {
    event: "give-up",
    change: {
      failureCode: why,
      failureMessage: "What Stripe did is not known.",
      leaseUntil: null,
      runAfter: null,
    },
    why,
  });
}

async function move(
  tx: Transaction,
  runtime: Runtime,
  command: CommandRow,
  step: { event: CommandEvent; change: CommandChange; why: string },
): Promise<CommandRow> {
  return await changeCommand(tx, runtime.scope, command, {
    event: step.event,
    by: systemActor("executor"),
    at: runtime.clock.realNow(),
    change: step.change,
    details: { attempt: command.attempts, why: step.why },
  });
}
