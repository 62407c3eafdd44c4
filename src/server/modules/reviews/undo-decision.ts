import type { CaseDetail } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { UNDO_MS } from "./case-authority.policy.ts";
import { type CaseChange, type CaseRow, findOtherOpen, lockCase } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { type DecisionRow, findDecisions, markUndone } from "./decisions.repo.ts";
import { whoHasIt } from "./demand-hold.ts";
import { getCase } from "./get-case.ts";
import { holderOf } from "./reviews.views.ts";

/**
 * Takes the caller's own clearing or escalation back within ten minutes of business time; the case is theirs again.
 * Throws NOT_FOUND, NOT_PERMITTED (another's decision), CASE_UNDO_TOO_LATE (time, a refund, or a newer case of the
 * same key), CASE_VERSION_CONFLICT (it is not the last word any more), CASE_CLAIMED_BY_OTHER (with who has it).
 */
export async function undoDecision(
  runtime: Runtime,
  actor: Actor,
  ref: { caseId: string; decisionId: string },
): Promise<CaseDetail> {
  const now = runtime.clock.now();
  const realNow = runtime.clock.realNow();
  await runtime.db.transaction(async (tx) => {
    const row = await lockCase(tx, runtime.scope, ref.caseId);
    const decisions = row ? await findDecisions(tx, row.id) : [];
    const decision = decisions.find(({ id }) => id === ref.decisionId);
    if (!row || !decision) throw new DomainError("NOT_FOUND", ref);
    demandUndoable(decision, decisions, actor, now);
    await demandFree(tx, runtime, row, { actor, realNow });
    await markUndone(tx, decision.id, now);
    const leaseUntil = new Date(realNow.getTime() + runtime.settings.caseLeaseMs);
    await changeCase(tx, runtime.scope, row, {
      by: personActor(actor),
      action: "case.decision-undone",
      change: { ...before(row, decision), claimedBy: actor.userId, claimedAt: now, leaseUntil },
      details: { decision: decision.decision, decisionId: decision.id },
    });
  });
  return await getCase(runtime, actor, ref.caseId);
}

function demandUndoable(
  decision: DecisionRow,
  all: readonly DecisionRow[],
  actor: Actor,
  now: Date,
): void {
  if (decision.decidedBy !== actor.userId)
    throw new DomainError("NOT_PERMITTED", { why: "Only who decided may undo it." });
  if (decision.decision === "refund") {
    throw new DomainError("CASE_UNDO_TOO_LATE", {
      why: "A refund is undone on its own page while it is held.",
    });
  }
  const standing = all.filter(({ undoneAt }) => undoneAt === null);
  if (standing.at(-1)?.id !== decision.id)
    throw new DomainError("CASE_VERSION_CONFLICT", { decisionId: decision.id });
  if (now.getTime() - decision.createdAt.getTime() > UNDO_MS) {
    throw new DomainError("CASE_UNDO_TOO_LATE", { minutes: UNDO_MS / 60_000 });
  }
}

async function demandFree(
  tx: Transaction,
  runtime: Runtime,
  row: CaseRow,
  by: { actor: Actor; realNow: Date },
): Promise<void> {
  const holder = holderOf(row, by.realNow);
  if (holder !== null && holder !== by.actor.userId) {
    throw new DomainError("CASE_CLAIMED_BY_OTHER", await whoHasIt(tx, row, by.realNow));
  }
  const newer = await findOtherOpen(tx, runtime.scope, row);
  if (newer) throw new DomainError("CASE_UNDO_TOO_LATE", { newerCase: Number(newer.number) });
}

/** The state the decision was made in: clearing an escalated case goes back to escalated. */
function before(row: CaseRow, decision: DecisionRow): CaseChange {
  if (decision.decision === "escalate")
    return { state: "open", escalatedBy: null, escalatedAt: null };
  return { state: row.escalatedAt === null ? "open" : "escalated", closedAt: null };
}
