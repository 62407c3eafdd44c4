import type * as z from "zod/mini";
import type { listApprovalsInput, listApprovalsOutput } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import { opensUnderBreakGlass, overrideKinds } from "#core/override-kinds.ts";
import { grantOf } from "#core/permissions.ts";
import { type Actor, ROLES } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type ApprovalKey, approvalCursor, parseApprovalCursor } from "./approval-cursor.ts";
import type { Powers } from "./approval-mandate.policy.ts";
import { countDecidable, type DecidableBy, findApprovalPage } from "./approvals.repo.ts";
import { findPowers } from "./find-powers.ts";
import { summariseAll } from "./summarise-command.ts";

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
  const powers = await findPowers(runtime.db, runtime.scope, actor, realNow);
  const [found, waiting] = await Promise.all([
    findApprovalPage(runtime.db, runtime.scope, {
      tab: input.tab,
      actor,
      ownOnly: grantOf(actor.role, "approval:read") === "limited",
      after: readCursor(input.cursor),
      limit: input.limit,
    }),
    countDecidable(runtime.db, runtime.scope, decidable(actor, powers), realNow),
  ]);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: await summariseAll(runtime, actor, rows),
    nextCursor: found.length > input.limit && last ? approvalCursor(last) : null,
    waiting,
  };
}

/** The rights of a person, each as the roles and requesters it reaches: what waits is counted by them. */
function decidable(actor: Actor, { delegations, breakGlass }: Powers): DecidableBy[] {
  const notOf = [actor.userId];
  const closed = overrideKinds.filter((kind) => !opensUnderBreakGlass(kind));
  const opened = breakGlass === null ? [] : ROLES.filter((role) => role !== actor.role);
  return [
    { role: actor.role, notOf, notKinds: [] },
    ...delegations.map(({ delegator: { id, role } }) => {
      return { role, notOf: [...notOf, id], notKinds: [] };
    }),
    ...opened.map((role) => ({ role, notOf, notKinds: closed })),
  ];
}

function readCursor(cursor: string | undefined): ApprovalKey | null {
  if (cursor === undefined) return null;
  const key = parseApprovalCursor(cursor);
  if (key === null) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return key;
}
