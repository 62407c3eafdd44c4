import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { systemActor } from "../audit/index.ts";
import { dueAt, priorityOf, raisedPriority } from "./case-priority.policy.ts";
import type { CaseChange, CaseRow } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { isAttached } from "./known-evidence.policy.ts";
import { readSuggestion } from "./reviews.views.ts";
import { readEvidence, type StoredEvidence, writeEvidence } from "./stored-evidence.ts";
import type { Suspicion } from "./suspicion.ts";

/**
 * Adds a suspicion to the open case of its key, which may only raise it. The version goes up, so that nobody decides
 * over evidence they have not seen. False when the case rests on it already.
 */
export async function addEvidence(
  tx: Transaction,
  scope: AccountScope,
  row: CaseRow,
  found: Suspicion,
): Promise<boolean> {
  const known = readEvidence(row.evidence);
  if (isAttached(known.hits, found.hit)) return false;
  const before = readSuggestion(row.suggestion);
  const stronger = found.suggestion.scoreBp > before.scoreBp;
  const another =
    found.hit.paymentId !== null &&
    known.hits.every((hit) => hit.paymentId !== found.hit.paymentId);
  const due = dueAt(row.openedAt, found.suggestion.scoreBp);
  await changeCase(tx, scope, row, {
    by: systemActor("detector"),
    action: "case.raised",
    change: {
      ...(stronger ? { suggestion: found.suggestion } : {}),
      ...(another ? sumOf(row, found) : {}),
      priority: raisedPriority(
        row.priority,
        priorityOf(found.suggestion.scoreBp, found.amountBase),
        another,
      ),
      dueAt: due < row.dueAt ? due : row.dueAt,
      evidence: writeEvidence(joined(known, found, stronger)),
    },
    details: { subject: found.subject.id, scoreBp: found.suggestion.scoreBp, stronger },
  });
  return true;
}

/** The amounts of a case's payments add up while they are of one currency. */
function sumOf(row: CaseRow, found: Suspicion): CaseChange {
  if (row.amount === null || found.amount === null || row.currency !== found.amount.currency)
    return {};
  return { amount: row.amount + found.amount.amountMinor };
}

/** The facts of the stronger observation stand in front; the lines that name the observations follow, oldest first. */
function joined(known: StoredEvidence, found: Suspicion, stronger: boolean): StoredEvidence {
  const isMention = (fact: Suspicion["mention"]): boolean => fact.label === found.mention.label;
  const front = stronger ? found.evidence.facts : known.facts.filter((fact) => !isMention(fact));
  const mentions = known.facts.filter(
    (fact) => isMention(fact) && fact.value !== found.mention.value,
  );
  return {
    facts: [...front, ...mentions, found.mention],
    series: stronger ? found.evidence.series : known.series,
    hits: [...known.hits.filter((hit) => hit.key !== found.hit.key), found.hit],
  };
}
