import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type StoredMutation, storedMutation } from "#server/platform/stripe/stripe-writer.ts";
import { systemActor } from "../audit/index.ts";
import { isSignedFor } from "./approval-authority.ts";
import { insertAttempt } from "./attempts.repo.ts";
import { basisNow } from "./basis.ts";
import { changeCommand } from "./change-command.ts";
import type { CommandExecutor } from "./command-executor.ts";
import { type CommandRow, lockCommand, setCommandColumns } from "./commands.repo.ts";
import { lockDueCommand } from "./due-commands.repo.ts";
import { executeInBooks } from "./execute-in-books.ts";
import { mayBeSent, withheldKinds } from "./execution-gate.ts";
import { judgeAgain } from "./judge-again.ts";
import { kindOf } from "./kind-of.ts";

/** What to do with a claimed command. `command` carries the fencing token that the answer must still find in the row. */
export type Claim =
  | { readonly next: "nothing" }
  | { readonly next: "send"; readonly command: CommandRow; readonly mutation: StoredMutation }
  | { readonly next: "probe"; readonly command: CommandRow };

/** A due command that could not be claimed because judging it failed. */
export class ClaimFailed extends Error {
  override readonly name = "ClaimFailed";
  readonly commandId: string;

  constructor(commandId: string, cause: unknown) {
    super(`command ${commandId} could not be claimed`, { cause });
    this.commandId = commandId;
  }
}

/** Claims the next due command in one transaction that commits before anything is sent; null when none is due. */
export async function claimDueCommand(
  runtime: Runtime,
  executor: CommandExecutor,
): Promise<Claim | null> {
  return await runtime.db.transaction(async (tx) => {
    const timed = await atDatabaseTime(tx, runtime);
    const at = { now: timed.clock.now(), realNow: timed.clock.realNow() };
    const withheld = await withheldKinds(tx, runtime.scope, executor);
    const id = await lockDueCommand(tx, runtime.scope, at, withheld);
    const command = id === null ? null : await lockCommand(tx, runtime.scope, id);
    if (!command) return null;
    try {
      return await claim(tx, timed, executor, command);
    } catch (error) {
      throw new ClaimFailed(command.id, error);
    }
  });
}

async function claim(
  tx: Transaction,
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
): Promise<Claim> {
  if (command.state === "held") return await claimHeld(tx, runtime, executor, command);
  const at = runtime.clock.realNow();
  const lease = {
    leaseToken: command.leaseToken + 1n,
    leaseUntil: new Date(at.getTime() + executor.leaseMs),
  };
  if (command.state === "unknown")
    return { next: "probe", command: await setCommandColumns(tx, command.id, lease) };
  // Its executor died after the claim: the request may have left, so only Stripe can tell.
  const lost = await changeCommand(tx, runtime.scope, command, {
    event: "lose",
    by: systemActor("executor"),
    at,
    change: lease,
    details: { why: "executor_gone" },
  });
  return { next: "probe", command: lost };
}

async function claimHeld(
  tx: Transaction,
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
): Promise<Claim> {
  const verdict = await judgeAgain(tx, runtime, executor.kinds, command);
  if (verdict.kind === "deny") return await refuse(tx, runtime, executor, command, verdict);
  if (verdict.kind === "approval") {
    const basis = await basisNow(tx, runtime.scope, executor.kinds, command);
    if (!(await isSignedFor(tx, command, verdict, basis)))
      return await sendBack(tx, runtime, command, verdict);
  }
  const kind = kindOf(executor.kinds, command);
  if (kind.effect === "books") {
    await executeInBooks(tx, runtime, kind, command);
    return { next: "nothing" };
  }
  if (!(await mayBeSent(tx, runtime.scope, executor, command))) return { next: "nothing" };
  const at = runtime.clock.realNow();
  const n = command.attempts + 1;
  const claimed = await changeCommand(tx, runtime.scope, command, {
    event: "claim",
    by: systemActor("executor"),
    at,
    change: {
      ...beginAttempt(command, runtime),
      leaseToken: command.leaseToken + 1n,
      leaseUntil: new Date(at.getTime() + executor.leaseMs),
    },
    details: {
      attempt: n,
      idempotencyKey: command.idempotencyKey,
      policyVersion: verdict.policyVersion,
    },
  });
  await insertAttempt(tx, {
    commandId: command.id,
    n,
    fencingToken: claimed.leaseToken,
    sentAt: runtime.clock.now(),
  });
  return { next: "send", command: claimed, mutation: loadStoredMutation(claimed) };
}

/** The columns that say that one more attempt begins. `firstSentAt` is business time, since Stripe's clock ages the key. */
export function beginAttempt(command: CommandRow, runtime: Runtime) {
  return {
    attempts: command.attempts + 1,
    firstSentAt: command.firstSentAt ?? runtime.clock.now(),
    runAfter: null,
  };
}

/** The request of a row that was read back from the database: key, bytes and version as they were committed. */
export function loadStoredMutation(command: CommandRow): StoredMutation {
  return storedMutation({
    commandId: command.id,
    idempotencyKey: command.idempotencyKey,
    body: command.requestBody,
    apiVersion: command.apiVersion,
    objectId: command.objectId ?? command.targetId,
  });
}

async function refuse(
  tx: Transaction,
  runtime: Runtime,
  executor: CommandExecutor,
  command: CommandRow,
  verdict: VerdictDto,
): Promise<Claim> {
  const refused = await changeCommand(tx, runtime.scope, command, {
    event: "refuse",
    by: systemActor("executor"),
    at: runtime.clock.realNow(),
    change: {
      failureCode: "policy_denied",
      failureMessage: verdict.reasons.map(({ text }) => text).join(" "),
    },
    details: {
      rules: verdict.reasons.map(({ rule }) => rule),
      policyVersion: verdict.policyVersion,
    },
  });
  await kindOf(executor.kinds, command).release(tx, runtime.scope, refused);
  return { next: "nothing" };
}

/** What was allowed when it was asked for needs another person now: it waits for one, and nothing was sent. */
async function sendBack(
  tx: Transaction,
  runtime: Runtime,
  command: CommandRow,
  verdict: VerdictDto,
): Promise<Claim> {
  const at = runtime.clock.realNow();
  const decision = Object.assign({}, command.policyDecision, { verdict });
  await changeCommand(tx, runtime.scope, command, {
    event: "require-approval",
    by: systemActor("executor"),
    at,
    change: {
      policyDecision: decision,
      policyVersion: verdict.policyVersion,
      holdUntil: null,
      expiresAt: new Date(at.getTime() + runtime.settings.approvalTtlMs),
    },
    details: {
      rules: verdict.reasons.map(({ rule }) => rule),
      policyVersion: verdict.policyVersion,
    },
  });
  return { next: "nothing" };
}
