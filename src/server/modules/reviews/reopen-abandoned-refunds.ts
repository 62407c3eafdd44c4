import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import { lockCase } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { findAbandonedRefunds } from "./raise-case.repo.ts";

/**
 * Opens cases again whose refund was undone, rejected, expired or failed: the suspicion is still unanswered. Out: how
 * many. The decision stays in the case's history with its command.
 */
export async function reopenAbandonedRefunds(runtime: Runtime): Promise<number> {
  const { db, scope } = runtime;
  const ids = await findAbandonedRefunds(db.prisma, scope);
  let reopened = 0;
  for (const id of ids) if (await reopen(runtime, id)) reopened += 1;
  return reopened;
}

async function reopen(runtime: Runtime, id: string): Promise<boolean> {
  return await runtime.db.transaction(async (tx) => {
    const row = await lockCase(tx, runtime.scope, id);
    const still = await findAbandonedRefunds(tx, runtime.scope);
    if (row?.state !== "closed" || !still.includes(id)) return false;
    await changeCase(tx, runtime.scope, row, {
      by: systemActor("detector"),
      action: "case.reopened",
      change: { state: row.escalatedAt === null ? "open" : "escalated", closedAt: null },
    });
    return true;
  });
}
