import type * as z from "zod/mini";
import type { listDisputesInput, listDisputesOutput } from "#core/contracts/disputes.ts";
import type { Actor } from "#core/roles.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { countStatuses, findDisputes } from "./dispute-list.repo.ts";
import { statusesOf } from "./dispute-status.policy.ts";
import { disputeRowView } from "./disputes.views.ts";

/** One page of disputes and how many wait. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listDisputes(
  runtime: Runtime,
  actor: Actor,
  { cursor, ...input }: z.infer<typeof listDisputesInput>,
): Promise<z.infer<typeof listDisputesOutput>> {
  const { db, scope, clock } = runtime;
  const [found, counted, freshness] = await Promise.all([
    findDisputes(db, scope, { ...input, after: readCursor(cursor), now: clock.now() }),
    countStatuses(db, scope),
    readFreshness(runtime),
  ]);
  const page = found.slice(0, input.limit);
  const last = page.at(-1);
  const goesOn = found.length > input.limit && last !== undefined;
  const key = input.sort === "due" ? last?.dueKey : last?.createdAt;
  return {
    rows: page.map((row) => disputeRowView(row, actor.role)),
    nextCursor: goesOn && key ? cursorAt(key, last.id) : null,
    counts: {
      needsResponse: sumOf(counted, "needs_response"),
      underReview: sumOf(counted, "under_review"),
    },
    freshness,
  };
}

function sumOf(
  counted: ReadonlyMap<string, number>,
  tab: "needs_response" | "under_review",
): number {
  const { among } = statusesOf(tab) ?? { among: [] };
  return among.reduce((sum, status) => sum + (counted.get(status) ?? 0), 0);
}
