import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import type { CommandKinds } from "./command-kind.ts";
import { findWaitingFor, lockCommand } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";
import { settleCommand } from "./settle-command.ts";

/**
 * Settles commands that wait for news of an object which our mirror has just taken in. Repeatable, and harmless for objects
 * that no command waits for. Out: how many it settled.
 */
export async function settleWaiting(
  runtime: Runtime,
  kinds: CommandKinds,
  objectId: string,
): Promise<number> {
  const { scope } = runtime;
  let settled = 0;
  for (const id of await findWaitingFor(runtime.db, scope, objectId)) {
    settled += await runtime.db.transaction(async (tx) => {
      const command = await lockCommand(tx, scope, id);
      const kind = command && kindOf(kinds, command);
      if (!command || kind?.effect !== "stripe") return 0;
      const answer = (await kind.became?.(tx, scope, command)) ?? null;
      if (answer === null) return 0;
      const by = { actor: systemActor("projector"), at: runtime.clock.realNow() };
      const after = await settleCommand(tx, scope, { commandId: id, ...answer }, by);
      return after === null || after.state === command.state ? 0 : 1;
    });
  }
  return settled;
}
