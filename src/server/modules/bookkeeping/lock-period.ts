import type { AuditAction } from "#core/audit-actions.ts";
import type { PeriodState } from "#core/contracts/bookkeeping.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type AuditActor, personActor, recordAudit } from "../audit/index.ts";
import { findCommand } from "../commands/index.ts";
import { endOf, monthOf, monthsBetween, startOf } from "./month.ts";
import {
  findFirstEvent,
  findPeriod,
  findPeriods,
  lockPeriods,
  type PeriodRow,
  saveClosedUntil,
  savePeriod,
} from "./periods.repo.ts";

/** A month after it was locked or unlocked. */
interface MovedPeriod {
  readonly month: string;
  readonly state: PeriodState;
}

/** Before every event there can be: nothing is closed. */
const NEVER_CLOSED = new Date(0);

/** The months of the books: from the first journal's to the one that runs, each with its row where it has one. */
export async function periodsOf(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
): Promise<readonly { month: string; row: PeriodRow | null }[]> {
  const rows = await findPeriods(tx, scope);
  const first = await findFirstEvent(tx, scope);
  const known = rows[0]?.month;
  const oldest = first === null ? known : monthOf(first);
  if (oldest === undefined) return [];
  const from = known !== undefined && known < oldest ? known : oldest;
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  return monthsBetween(from, monthOf(now)).map((month) => {
    return { month, row: byMonth.get(month) ?? null };
  });
}

/** The month that is closed next: the first that is not closed yet; null while there are no books. */
export async function nextToClose(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
): Promise<string | null> {
  const periods = await periodsOf(tx, scope, now);
  return periods.find(({ row }) => row?.state !== "closed")?.month ?? null;
}

/**
 * Locks a month: from now on what happens late in it counts from the first instant of the next, so that its balances stand
 * while two people sign. Only the first month that is not closed, and only once it is over (business time).
 * Throws PERIOD_STATE_CHANGED.
 */
export async function lockPeriod(
  runtime: Runtime,
  actor: Actor,
  month: string,
): Promise<MovedPeriod> {
  const { scope, clock } = runtime;
  return await runtime.db.transaction(async (tx) => {
    await lockPeriods(tx, scope);
    const now = clock.now();
    if (endOf(month) > now) throw refused("The month is not over yet.");
    if ((await nextToClose(tx, scope, now)) !== month)
      throw refused(
        "Months are closed in order: an earlier one is still open, or this one is closed.",
      );
    const row = await findPeriod(tx, scope, month);
    if (row?.state === "locked") throw refused("The month is locked already.");
    await saveClosedUntil(tx, scope, endOf(month));
    await savePeriod(tx, scope, month, {
      state: "locked",
      lockedBy: actor.userId,
      lockedAt: clock.now(),
    });
    await tellPeriod(tx, scope, {
      month,
      state: "locked",
      action: "period.locked",
      by: personActor(actor),
    });
    return { month, state: "locked" } as const;
  });
}

/**
 * Opens a locked month again, until its closing is signed; a request that still waits for its signature is void then.
 * Throws PERIOD_STATE_CHANGED.
 */
export async function unlockPeriod(
  runtime: Runtime,
  actor: Actor,
  month: string,
): Promise<MovedPeriod> {
  const { scope } = runtime;
  return await runtime.db.transaction(async (tx) => {
    await lockPeriods(tx, scope);
    const row = await findPeriod(tx, scope, month);
    if (row?.state !== "locked") throw refused("The month is not locked.");
    const command = row.commandId === null ? null : await findCommand(tx, scope, row.commandId);
    if (command !== null && command.state !== "pending_approval")
      throw refused("Its closing is signed already.");
    const earlier = (await findPeriods(tx, scope)).some(({ state }) => state === "closed");
    await saveClosedUntil(tx, scope, earlier ? startOf(month) : NEVER_CLOSED);
    await savePeriod(tx, scope, month, {
      state: "open",
      lockedBy: null,
      lockedAt: null,
      commandId: null,
    });
    await tellPeriod(tx, scope, {
      month,
      state: "open",
      action: "period.unlocked",
      by: personActor(actor),
    });
    return { month, state: "open" } as const;
  });
}

/** Audit row and event of a month's new state. */
export async function tellPeriod(
  tx: Transaction,
  scope: AccountScope,
  told: {
    month: string;
    state: PeriodState;
    action: Extract<AuditAction, `period.${string}`>;
    by: AuditActor;
    commandId?: string;
    balanceHash?: string;
  },
): Promise<void> {
  const { month, state, action, by } = told;
  await recordAudit(tx, {
    actor: by,
    action,
    result: "done",
    resource: { type: "period", id: month },
    ...(told.commandId === undefined ? {} : { commandId: told.commandId }),
    details: {
      state,
      ...(told.balanceHash === undefined ? {} : { balanceHash: told.balanceHash }),
    },
  });
  await appendEvent(tx, scope, {
    topic: "period.changed",
    key: month,
    payload: { version: 1, month, state },
  });
}

function refused(why: string): DomainError {
  return new DomainError("PERIOD_STATE_CHANGED", { why });
}
