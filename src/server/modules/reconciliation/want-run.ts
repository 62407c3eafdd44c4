import type { ReconciliationLevel } from "#core/break-types.ts";
import type { AccountScope } from "#core/mode.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { type AuditActor, recordAudit, systemActor } from "../audit/index.ts";
import { RULE_VERSION } from "./rule-version.ts";
import { findWantedRun, insertRun } from "./runs.repo.ts";

/** What is asked for: `trigger` is schedule, demand or the topic of the event that led to it. */
export interface RunRequest {
  readonly levels: readonly ReconciliationLevel[];
  readonly trigger: string;
  /** The person who asks; null for the schedule and for events. */
  readonly requestedBy: AuditActor | null;
  /** Business time. */
  readonly at: Date;
}

/**
 * Asks for a run in the caller's transaction; the worker takes it within seconds. What nobody in person asked for is not
 * asked twice: a run of the same levels that still waits is answered instead. Out: the run's id.
 */
export async function wantRun(
  tx: Transaction,
  scope: AccountScope,
  { levels, trigger, requestedBy, at }: RunRequest,
): Promise<string> {
  const wanted = [...new Set(levels)].toSorted();
  const waiting = requestedBy === null ? await findWantedRun(tx, scope, wanted) : null;
  if (waiting !== null) return waiting;
  const id = newId();
  const personId = requestedBy?.kind === "person" ? requestedBy.id : null;
  await insertRun(tx, scope, {
    id,
    asOf: at,
    levels: wanted,
    trigger,
    requestedBy: personId,
    ruleVersion: RULE_VERSION,
  });
  await recordAudit(tx, {
    actor: requestedBy ?? systemActor("reconciliation"),
    action: "reconciliation.requested",
    result: "done",
    resource: { type: "reconciliation_run", id },
    details: { levels: wanted.join(","), trigger },
  });
  await appendEvent(tx, scope, {
    topic: "reconciliation.wanted",
    key: id,
    payload: { version: 1, runId: id },
  });
  return id;
}
