import type * as z from "zod/mini";
import type { listCasesOutput } from "#core/contracts/reviews.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPeople } from "./cases.repo.ts";
import { findCases, type QueueView, readSummary } from "./queue.repo.ts";
import { caseSummary } from "./reviews.views.ts";

/** One view of the queue, at most 100 cases, with the figures above it. */
export async function listCases(
  runtime: Runtime,
  actor: Actor,
  view: QueueView,
): Promise<z.infer<typeof listCasesOutput>> {
  const { prisma } = runtime.db;
  const realNow = runtime.clock.realNow();
  const reader = { personId: actor.userId, now: runtime.clock.now(), realNow };
  const [rows, summary] = await Promise.all([
    findCases(prisma, runtime.scope, view, reader),
    readSummary(prisma, runtime.scope, reader),
  ]);
  const people = await findPeople(
    prisma,
    rows.map((row) => row.claimedBy),
  );
  return { rows: rows.map((row) => caseSummary(row, { actor, people, realNow })), ...summary };
}
