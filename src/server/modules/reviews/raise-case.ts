import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { addEvidence } from "./add-evidence.ts";
import { dueAt, priorityOf } from "./case-priority.policy.ts";
import { isSettled } from "./known-evidence.policy.ts";
import { findClosedOfKey, insertCase, lockKey, lockOpenOfKey } from "./raise-case.repo.ts";
import { readEvidence, type StoredEvidence, writeEvidence } from "./stored-evidence.ts";
import type { Suspicion } from "./suspicion.ts";

/** `opened` and `raised` changed something; `known` is in an open case, `settled` was closed by a person. */
export type Raised = "opened" | "raised" | "known" | "settled";

/** Opens a case for a suspicion or adds it to the one of its key. Repeating it changes nothing. */
export async function raiseCase(runtime: Runtime, suspicion: Suspicion): Promise<Raised> {
  return await runtime.db.transaction(async (tx) => {
    await lockKey(tx, runtime.scope, suspicion.dedupeKey);
    const open = await lockOpenOfKey(tx, runtime.scope, suspicion.dedupeKey);
    if (open) return (await addEvidence(tx, runtime.scope, open, suspicion)) ? "raised" : "known";
    const closed = await findClosedOfKey(tx, runtime.scope, suspicion.dedupeKey);
    const past = closed.map((row) => ({
      closedAt: row.closedAt ?? row.openedAt,
      hits: readEvidence(row.evidence).hits,
    }));
    if (isSettled(past, suspicion.hit)) return "settled";
    // A person may have undone their decision since: then the case is open again, and the next run adds to it.
    return (await openCase(tx, runtime, suspicion)) ? "opened" : "known";
  });
}

function firstEvidence({ evidence, mention, hit }: Suspicion): StoredEvidence {
  return { facts: [...evidence.facts, mention], series: evidence.series, hits: [hit] };
}

async function openCase(tx: Transaction, runtime: Runtime, suspicion: Suspicion): Promise<boolean> {
  const { suggestion, subject, amount } = suspicion;
  const id = newId();
  const openedAt = runtime.clock.now();
  const inserted = await insertCase(tx, {
    ...runtime.scope,
    id,
    kind: suspicion.kind,
    dedupeKey: suspicion.dedupeKey,
    state: "open",
    subjectType: subject.type,
    subjectId: subject.id,
    title: suspicion.title,
    amount: amount?.amountMinor ?? null,
    currency: amount?.currency ?? null,
    priority: priorityOf(suggestion.scoreBp, suspicion.amountBase),
    suggestion,
    evidence: writeEvidence(firstEvidence(suspicion)),
    openedAt,
    dueAt: dueAt(openedAt, suggestion.scoreBp),
  });
  if (!inserted) return false;
  await recordAudit(tx, {
    actor: systemActor("detector"),
    action: "case.opened",
    result: "done",
    resource: { type: "case", id },
    details: {
      kind: suspicion.kind,
      subject: subject.id,
      detector: suggestion.detector,
      detectorVersion: suggestion.detectorVersion,
      scoreBp: suggestion.scoreBp,
    },
  });
  await appendEvent(tx, runtime.scope, {
    topic: "case.opened",
    key: id,
    payload: { version: 1, caseId: id, kind: suspicion.kind },
  });
  return true;
}
