import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findApprovals } from "./approvals.repo.ts";
import type { Basis } from "./basis.ts";
import { type CommandRow, findPeople } from "./commands.repo.ts";

/**
 * Whether someone whom the verdict of now names has approved exactly this request and preview, on the basis and under the
 * policy of now, and may still: a person who left or lost the role since has signed nothing.
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
  return approvals.some(({ approverId }) => {
    const person = people.get(approverId);
    return (
      person !== undefined &&
      person.disabledAt === null &&
      verdict.approverRoles.includes(person.role)
    );
  });
}
