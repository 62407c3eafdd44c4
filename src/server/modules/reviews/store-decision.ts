import type { CaseDecisionKind } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { differs, needsReason } from "./case-authority.policy.ts";
import type { CaseRow } from "./cases.repo.ts";
import { insertDecision } from "./decisions.repo.ts";
import { readSuggestion } from "./reviews.views.ts";

export interface PersonsDecision {
  readonly decision: CaseDecisionKind;
  readonly reason: string | undefined;
  readonly commandId: string | null;
  /** Business time. */
  readonly at: Date;
}

export interface StoredDecision {
  readonly id: string;
  readonly differs: boolean;
  readonly reason: string | null;
}

/** Keeps a decision beside what the machine suggested at that moment. Throws REASON_REQUIRED. */
export async function storeDecision(
  tx: Transaction,
  row: CaseRow,
  actor: Actor,
  decided: PersonsDecision,
): Promise<StoredDecision> {
  const suggestion = readSuggestion(row.suggestion);
  if (decided.reason === undefined && needsReason(decided.decision, suggestion.verdict)) {
    throw new DomainError("REASON_REQUIRED", {
      suggested: suggestion.verdict,
      decision: decided.decision,
    });
  }
  const stored = {
    id: newId(),
    differs: differs(decided.decision, suggestion.verdict),
    reason: decided.reason ?? null,
  };
  await insertDecision(tx, {
    ...stored,
    caseId: row.id,
    decidedBy: actor.userId,
    decision: decided.decision,
    suggestion,
    commandId: decided.commandId,
    createdAt: decided.at,
  });
  return stored;
}
