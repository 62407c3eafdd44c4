import type { Transaction } from "#server/platform/db/database.ts";
import type { CaseDecision, Prisma } from "#server/platform/db/generated/client.ts";

export type DecisionRow = CaseDecision;
export type NewDecision = Pick<
  Prisma.CaseDecisionUncheckedCreateInput,
  | "id"
  | "caseId"
  | "decidedBy"
  | "decision"
  | "reason"
  | "suggestion"
  | "differs"
  | "commandId"
  | "createdAt"
>;

export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<void> {
  await tx.caseDecision.create({ data: decision });
}

/** A case's decisions, oldest first, those that were taken back included. */
export async function findDecisions(tx: Transaction, caseId: string): Promise<DecisionRow[]> {
  return await tx.caseDecision.findMany({
    where: { caseId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** Takes a decision back, once; false when somebody did already. */
export async function markUndone(tx: Transaction, id: string, undoneAt: Date): Promise<boolean> {
  const { count } = await tx.caseDecision.updateMany({
    where: { id, undoneAt: null },
    data: { undoneAt },
  });
  return count === 1;
}

/** The payments that standing refund decisions of the case are about. */
export async function findRefundedPayments(tx: Transaction, caseId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ paymentId: string }[]>`
    select distinct c.target_id as "paymentId" from case_decision d join command c on c.id = d.command_id
    where d.case_id = ${caseId}::uuid and d.decision = 'refund' and d.undone_at is null
      and c.state::text not in ('cancelled', 'rejected', 'expired', 'failed')`;
  return rows.map((row) => row.paymentId);
}
