import type { AuditAction } from "#core/audit-actions.ts";
import { isBreakType } from "#core/contracts/reconciliation.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, recordAudit } from "../audit/index.ts";
import { isOpenState, mayMove, type OpenState } from "./break-states.ts";

/** What a person's work, or a command that they asked for, does to a break. */
export interface BreakMove {
  /** Where it stands afterwards; null only adds the note. Resolved is no such place: a run alone resolves. */
  readonly to: OpenState | null;
  readonly by: AuditActor;
  /** Business time. */
  readonly at: Date;
  /** Who has it from now on; null for nobody; left as it is when absent. */
  readonly ownerId?: string | null;
  readonly note?: string;
  /** The command that is proposed for it; null takes it off. */
  readonly commandId?: string | null;
  /** The version that was seen; absent where a command follows its own state. */
  readonly version?: number;
}

/** A break as it stands after a move. */
export interface MovedBreak {
  readonly id: string;
  readonly state: OpenState;
  readonly version: number;
}

/**
 * The one way a break changes hands or state: its row, its step, its audit row and its event, in the caller's transaction.
 * Throws NOT_FOUND, BREAK_RESOLVED, BREAK_VERSION_CONFLICT (somebody was faster, or the state has no such step).
 */
export async function moveBreak(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  move: BreakMove,
): Promise<MovedBreak> {
  const [row] = await tx.$queryRaw<
    {
      state: string;
      version: number;
      type: string;
      ownerId: string | null;
      commandId: string | null;
    }[]
  >`SELECT state, version, type, owner_id AS "ownerId", command_id AS "commandId" FROM ledger_break
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND id = ${id}::uuid FOR NO KEY UPDATE`;
  if (row === undefined || !isBreakType(row.type))
    throw new DomainError("NOT_FOUND", { breakId: id });
  if (!isOpenState(row.state)) throw new DomainError("BREAK_RESOLVED", { breakId: id });
  const to = move.to ?? row.state;
  const seenOther = move.version !== undefined && move.version !== row.version;
  if (seenOther || !mayMove(row.state, to))
    throw new DomainError("BREAK_VERSION_CONFLICT", {
      breakId: id,
      state: row.state,
      version: row.version,
    });
  const { ownerId = row.ownerId, commandId = row.commandId } = move;
  await tx.$executeRaw`
    UPDATE ledger_break SET state = ${to}, owner_id = ${ownerId}::uuid, command_id = ${commandId}::uuid, version = version + 1
    WHERE id = ${id}::uuid`;
  await tell(tx, scope, { id, from: row.state, to }, move);
  return { id, state: to, version: row.version + 1 };
}

/** What each place a break is moved to is called in the log. */
const ACTIONS: Readonly<Record<OpenState, AuditAction>> = {
  open: "break.returned",
  assigned: "break.assigned",
  investigating: "break.investigated",
  proposed: "break.proposed",
  approved: "break.approved",
};

async function tell(
  tx: Transaction,
  scope: AccountScope,
  { id, from, to }: { id: string; from: OpenState; to: OpenState },
  move: BreakMove,
): Promise<void> {
  const backwards = from === "proposed" || from === "approved";
  const returned = backwards && to !== "proposed" && to !== "approved";
  const action = move.to === null ? "break.noted" : returned ? "break.returned" : ACTIONS[to];
  const { by, at, note, commandId, ownerId } = move;
  await tx.breakStep.create({
    data: {
      breakId: id,
      at,
      step: action.slice("break.".length),
      personId: by.kind === "person" ? by.id : null,
      note: note ?? null,
    },
  });
  await recordAudit(tx, {
    actor: by,
    action,
    result: "done",
    resource: { type: "break", id },
    ...(typeof commandId === "string" ? { commandId } : {}),
    ...(note === undefined ? {} : { reason: note }),
    details: { from, to, ...(typeof ownerId === "string" ? { ownerId } : {}) },
  });
  await appendEvent(tx, scope, {
    topic: "break.changed",
    key: id,
    payload: { version: 1, breakId: id, state: to },
  });
}
