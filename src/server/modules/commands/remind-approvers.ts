import type { Transaction } from "#server/platform/db/database.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { notify } from "../notifications/index.ts";
import { findWaitingLong } from "./approvals.repo.ts";
import { type CommandRow, lockCommand, setCommandColumns } from "./commands.repo.ts";
import { findWhoDecides } from "./find-who-decides.ts";
import { type ReminderStage, reminderStage } from "./reminder-time.ts";

const BATCH = 100;
const KINDS = { 1: "approval_half", 2: "approval_last" } as const;

/**
 * Reminds those who can decide what waits: once when half of its time is over and once when a fifth is left, each person once,
 * however many workers look at once. Out: how many requests people were reminded of.
 */
export async function remindApprovers(runtime: Runtime): Promise<number> {
  const timed = await atDatabaseTime(runtime.db.prisma, runtime);
  const ids = await findWaitingLong(runtime.db, runtime.scope, timed.clock.realNow(), BATCH);
  let reminded = 0;
  for (const id of ids)
    if (await runtime.db.transaction((tx) => remindOf(tx, timed, id))) reminded += 1;
  return reminded;
}

async function remindOf(tx: Transaction, runtime: Runtime, id: string): Promise<boolean> {
  const { scope, clock } = runtime;
  const realNow = clock.realNow();
  const command = await lockCommand(tx, scope, id);
  const stage = command ? dueStage(command, realNow) : 0;
  if (!command || stage === 0) return false;
  await setCommandColumns(tx, id, { reminded: stage });
  const told = await findWhoDecides(tx, command, realNow);
  const occasion = command.expiresAt?.toISOString() ?? "";
  return (await notify(tx, runtime, { kind: KINDS[stage], subjectId: id, occasion }, told)) > 0;
}

/** The reminder that is due and did not go out yet; 0 for none. */
function dueStage(command: CommandRow, realNow: Date): ReminderStage {
  const { state, waitingSince, expiresAt, reminded } = command;
  if (state !== "pending_approval" || waitingSince === null || expiresAt === null) return 0;
  const stage = reminderStage({ waitingSince, expiresAt }, realNow);
  return stage > reminded ? stage : 0;
}
