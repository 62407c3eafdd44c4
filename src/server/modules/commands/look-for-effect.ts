import type { Runtime } from "#server/platform/runtime.ts";
import type { CommandExecutor } from "./command-executor.ts";
import type { Effect, InboxTrace } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";
import { findInboxTraces } from "./due-commands.repo.ts";
import { stripeKindOf } from "./kind-of.ts";

/** An event can reach us before our own clock says that we sent the request. */
const CLOCK_SLACK_MS = 86_400_000;

/**
 * Looks for what a command made: first where `hints` say, then where events in our inbox with its key say, then in Stripe's
 * lists. Null when Stripe has nothing. Throws when Stripe cannot be asked.
 */
export async function lookForEffect(
  runtime: Runtime,
  executor: Pick<CommandExecutor, "kinds" | "reader">,
  command: CommandRow,
  hints: readonly InboxTrace[] = [],
): Promise<Effect | null> {
  const sentAt = command.firstSentAt ?? command.createdAt;
  const since = new Date(sentAt.getTime() - CLOCK_SLACK_MS);
  const traces = await findInboxTraces(runtime.db, runtime.scope, command.idempotencyKey, since);
  const kind = stripeKindOf(executor.kinds, command);
  return await kind.find(executor.reader, command, [...hints, ...traces]);
}
