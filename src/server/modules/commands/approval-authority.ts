import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findApprovals } from "./approvals.repo.ts";
import type { Basis } from "./basis.ts";
import { type CommandRow, findPeople, type PersonLine } from "./commands.repo.ts";

/**
 * Whether as many people as the verdict of now asks for have approved exactly this request and preview, on the basis and
 * under the policy of now, and may still: a person who left or lost the role since has signed nothing. Where more than one
 * must sign, each role that the verdict names must be among them.
 */
export async function isSignedFor(
  tx: Transaction,
  command: CommandRow,
  verdict: VerdictDto,
  basis: Basis,
): Promise<boolean> {
  const approvals = (await findApprovals(tx, command.id)).filter(
    (approval) =>
      approval.decision === "approved" &&
      approval.approverId !== command.requesterId &&
      approval.paramsHash === command.paramsHash &&
      approval.previewHash === command.previewHash &&
      approval.basisHash === basis.hash &&
      approval.policyVersion === verdict.policyVersion,
  );
  const people = await findPeople(
    tx,
    approvals.map(({ approverId }) => approverId),
  );
  const signers = [...people.values()].filter(
    ({ disabledAt, role }) => disabledAt === null && verdict.approverRoles.includes(role),
  );
  return signers.length >= Math.max(1, verdict.approvals) && areAllNamed(signers, verdict);
}

function areAllNamed(
  signers: readonly PersonLine[],
  { approvals, approverRoles }: VerdictDto,
): boolean {
  return (
    approvals <= 1 || approverRoles.every((named) => signers.some(({ role }) => role === named))
  );
}
