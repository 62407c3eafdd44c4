import type * as z from "zod/mini";
import type { listApprovalsInput, listApprovalsOutput } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import { grantOf } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type ApprovalKey, approvalCursor, parseApprovalCursor } from "./approval-cursor.ts";
import { countDecidable, findApprovalPage } from "./approvals.repo.ts";
import { findPeople } from "./commands.repo.ts";
import { commandSummary } from "./commands.views.ts";

/**
 * A page of what waits for another person, of what the reader asked for, or of what was decided. Whose grant is limited
 * sees their own requests only.
 * `waiting` counts what the reader may decide now. Throws INVALID_INPUT for a foreign cursor.
 */
export async function listApprovals(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof listApprovalsInput>,
): Promise<z.infer<typeof listApprovalsOutput>> {
  const realNow = runtime.clock.realNow();
  const [found, waiting] = await Promise.all([
    findApprovalPage(runtime.db, runtime.scope, {
      tab: input.tab,
      actor,
      ownOnly: grantOf(actor.role, "approval:read") === "limited",
      after: readCursor(input.cursor),
      limit: input.limit,
    }),
    countDecidable(runtime.db, runtime.scope, actor, realNow),
  ]);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  const people = await findPeople(
    runtime.db,
    rows.map((row) => row.requesterId),
  );
  return {
    rows: rows.map((row) => commandSummary(row, { actor, people, realNow })),
    nextCursor: found.length > input.limit && last ? approvalCursor(last) : null,
    waiting,
  };
}

function readCursor(cursor: string | undefined): ApprovalKey | null {
  if (cursor === undefined) return null;
  const key = parseApprovalCursor(cursor);
  if (key === null) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return key;
}
