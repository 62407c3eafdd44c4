import type { AuditAction } from "#core/audit-actions.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import type { Breaker } from "./circuit-breaker.ts";

const ACTIONS: Readonly<Record<Breaker["state"], AuditAction>> = {
  open: "breaker.opened",
  half_open: "breaker.tried",
  closed: "breaker.closed",
};

/** Writes down that the breaker moved, and tells the open screens. `commandId`: whose call moved it. */
export async function tellBreaker(
  tx: Transaction,
  scope: AccountScope,
  { from, to, commandId }: { from: Breaker; to: Breaker; commandId: string },
): Promise<void> {
  await recordAudit(tx, {
    actor: systemActor("executor"),
    action: ACTIONS[to.state],
    result: "done",
    resource: { type: "circuit-breaker", id: scope.accountId },
    commandId,
    details: {
      from: from.state,
      to: to.state,
      lastFailure: to.lastFailure,
      retryAt: to.retryAt?.toISOString() ?? null,
      openedInARow: to.trips,
    },
  });
  await appendEvent(tx, scope, {
    topic: "switch.changed",
    key: "breaker",
    payload: { version: 1, what: "breaker", state: to.state },
  });
}
