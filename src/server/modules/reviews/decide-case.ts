import type * as z from "zod/mini";
import type { CaseDetail, decideCaseInput } from "#core/contracts/reviews.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { whyNotDecide, whyNotEscalate } from "./case-authority.policy.ts";
import { type CaseChange, type CaseRow, lockCase } from "./cases.repo.ts";
import { changeCase } from "./change-case.ts";
import { demandHold, demandOpen, whoHasIt } from "./demand-hold.ts";
import { getCase } from "./get-case.ts";
import { judged } from "./reviews.views.ts";
import { storeDecision } from "./store-decision.ts";

export type Decision = z.infer<typeof decideCaseInput>;

/**
 * Clears or escalates a case that the caller holds, over the version they looked at. Throws NOT_FOUND, CASE_CLOSED,
 * CASE_LEASE_LOST and CASE_VERSION_CONFLICT (both with who has it), CASE_NEEDS_FINANCE (with the sentence that says
 * why), REASON_REQUIRED.
 */
export async function decideCase(
  runtime: Runtime,
  actor: Actor,
  input: Decision,
): Promise<CaseDetail> {
  try {
    await runtime.db.transaction((tx) => decideIn(tx, runtime, actor, input));
  } catch (error) {
    if (error instanceof DomainError && error.code === "CASE_NEEDS_FINANCE")
      await recordDenial(runtime, actor, input);
    throw error;
  }
  return await getCase(runtime, actor, input.caseId);
}

async function decideIn(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  input: Decision,
): Promise<void> {
  const row = demandOpen(await lockCase(tx, runtime.scope, input.caseId), input.caseId);
  const realNow = runtime.clock.realNow();
  await demandHold(tx, row, actor, realNow);
  if (row.version !== input.version)
    throw new DomainError("CASE_VERSION_CONFLICT", await whoHasIt(tx, row, realNow));
  demandAuthority(row, actor, input);
  const now = runtime.clock.now();
  const decision = await storeDecision(tx, row, actor, {
    decision: input.decision,
    reason: input.reason || undefined,
    commandId: null,
    at: now,
  });
  await changeCase(tx, runtime.scope, row, {
    by: personActor(actor),
    action: input.decision === "clear" ? "case.decided" : "case.escalated",
    change: { claimedBy: null, leaseUntil: null, ...outcome(input.decision, actor, now) },
    reason: decision.reason ?? undefined,
    details: { decision: input.decision, decisionId: decision.id, differs: decision.differs },
  });
}

function demandAuthority(row: CaseRow, actor: Actor, input: Decision): void {
  if (input.decision === "escalate") {
    const why = whyNotEscalate(judged(row));
    if (why !== null) throw new DomainError("INVALID_INPUT", { why });
    return;
  }
  const why = whyNotDecide(actor, judged(row));
  if (why !== null) throw new DomainError("CASE_NEEDS_FINANCE", { why });
}

/** `claimedAt` stays: how long the person took is measured from it. */
function outcome(decision: Decision["decision"], actor: Actor, now: Date): CaseChange {
  if (decision === "clear") return { state: "closed", closedAt: now };
  return { state: "escalated", escalatedBy: actor.userId, escalatedAt: now };
}

async function recordDenial(runtime: Runtime, actor: Actor, input: Decision): Promise<void> {
  await runtime.db.transaction((tx) =>
    recordAudit(tx, {
      actor: personActor(actor),
      action: "permission.denied",
      result: "denied",
      resource: { type: "case", id: input.caseId },
      details: { permission: "case:decide", decision: input.decision },
    }),
  );
}
