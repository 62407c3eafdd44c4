import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import { notify } from "../notifications/index.ts";
import { findOverdueApprovals } from "./approvals.repo.ts";
import { changeCommand } from "./change-command.ts";
import type { CommandKinds } from "./command-kind.ts";
import { lockCommand } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";

const BATCH = 100;

/** Closes requests nobody decided in time, gives back what they reserved and tells who asked. Out: how many. Safe to run twice at once. */
export async function expireApprovals(runtime: Runtime, kinds: CommandKinds): Promise<number> {
  const timed = await atDatabaseTime(runtime.db.prisma, runtime);
  const realNow = timed.clock.realNow();
  const ids = await findOverdueApprovals(runtime.db, runtime.scope, realNow, BATCH);
  let expired = 0;
  for (const id of ids) {
    if (await expireOne(timed, kinds, id)) expired += 1;
  }
  return expired;
}

async function expireOne(runtime: Runtime, kinds: CommandKinds, id: string): Promise<boolean> {
  const { scope } = runtime;
  const realNow = runtime.clock.realNow();
  return await runtime.db.transaction(async (tx) => {
    const read = await lockCommand(tx, scope, id);
    if (read?.state !== "pending_approval" || read.expiresAt === null || read.expiresAt > realNow)
      return false;
    const occasion = read.expiresAt.toISOString();
    const expired = await changeCommand(tx, scope, read, {
      event: "expire",
      by: systemActor("executor"),
      at: realNow,
    });
    await kindOf(kinds, read).release(tx, scope, expired);
    const news = { kind: "approval_expired", subjectId: id, occasion } as const;
    await notify(tx, runtime, news, [{ personId: read.requesterId }]);
    return true;
  });
}
