import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { whyNotDecide } from "./case-authority.policy.ts";
import { type CaseRow, lockCase } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { findRefundedPayments } from "./decisions.repo.ts";
import { demandHold, demandOpen } from "./demand-hold.ts";
import { judged } from "./reviews.views.ts";
import { storeDecision } from "./store-decision.ts";
import { readEvidence } from "./stored-evidence.ts";

/** A refund that a person requested as the outcome of a case; `reason` is what they typed, if anything. */
export interface RefundDecision {
  readonly caseId: string;
  readonly commandId: string;
  readonly paymentId: string;
  readonly reason?: string | undefined;
}

/**
 * Keeps a refund as the decision of its case, in the transaction that stores the command (after it was inserted). The
 * case closes when each of its payments has a refund decision; until then it stays with its holder for the others.
 * Throws NOT_FOUND, INVALID_INPUT (a payment that is not the case's), CASE_CLOSED, CASE_LEASE_LOST (with who has it),
 * CASE_NEEDS_FINANCE (with the sentence), REASON_REQUIRED (against the suggestion).
 */
export async function recordRefundDecision(
  tx: Transaction,
  runtime: Pick<Runtime, "scope" | "clock">,
  actor: Actor,
  refund: RefundDecision,
): Promise<void> {
  const row = demandOpen(await lockCase(tx, runtime.scope, refund.caseId), refund.caseId);
  await demandHold(tx, row, actor, runtime.clock.realNow());
  const why = whyNotDecide(actor, judged(row));
  if (why !== null) throw new DomainError("CASE_NEEDS_FINANCE", { why });
  if (!paymentsOf(row).includes(refund.paymentId)) {
    throw new DomainError("INVALID_INPUT", {
      why: "The payment is not part of this case.",
      paymentId: refund.paymentId,
    });
  }
  const now = runtime.clock.now();
  const decision = await storeDecision(tx, row, actor, {
    decision: "refund",
    reason: refund.reason,
    commandId: refund.commandId,
    at: now,
  });
  const refunded = new Set([refund.paymentId, ...(await findRefundedPayments(tx, row.id))]);
  const done = paymentsOf(row).every((id) => refunded.has(id));
  await changeCase(tx, runtime.scope, row, {
    by: personActor(actor),
    action: "case.decided",
    change: done ? { state: "closed", closedAt: now, claimedBy: null, leaseUntil: null } : {},
    reason: decision.reason ?? undefined,
    commandId: refund.commandId,
    details: {
      decision: "refund",
      decisionId: decision.id,
      differs: decision.differs,
      paymentId: refund.paymentId,
    },
  });
}

function paymentsOf(row: CaseRow): string[] {
  const ids = readEvidence(row.evidence).hits.flatMap((hit) => hit.paymentId ?? []);
  return [...new Set(ids)];
}
