import { DomainError } from "#core/errors.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import { changeCommand } from "./change-command.ts";
import type { BooksKind } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";

/**
 * Carries out a command whose effect is in our own books: claim, effect and success in the one transaction of the caller,
 * so there is no answer to lose and nothing to look for. What the kind refuses by a DomainError ends as failed, with the
 * error's fact `why` as its words; whatever it wrote before is undone, so that a failed command has left nothing.
 */
export async function executeInBooks(
  tx: Transaction,
  runtime: Runtime,
  kind: BooksKind,
  command: CommandRow,
): Promise<void> {
  const by = systemActor("executor");
  const at = runtime.clock.realNow();
  const claimed = await changeCommand(tx, runtime.scope, command, {
    event: "claim",
    by,
    at,
    change: { firstSentAt: runtime.clock.now(), attempts: command.attempts + 1 },
  });
  await tx.$executeRaw`SAVEPOINT before_effect`;
  try {
    const { objectId } = await kind.execute(tx, runtime, claimed);
    await changeCommand(tx, runtime.scope, claimed, {
      event: "answered-succeeded",
      by,
      at,
      change: { resultId: objectId, resultStatus: "posted" },
      details: { objectId },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_effect`;
    const failed = await changeCommand(tx, runtime.scope, claimed, {
      event: "decline",
      by,
      at,
      change: { failureCode: error.code, failureMessage: String(error.facts["why"] ?? error.code) },
      details: { why: error.code },
    });
    await kind.release(tx, runtime.scope, failed);
  }
}
