import type { VerdictDto } from "#core/contracts/refunds.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import { type CountedSignature, isEnoughSigned, mayStandIn } from "./approval-mandate.policy.ts";
import { type ApprovalRow, findApprovals } from "./approvals.repo.ts";
import type { Basis } from "./basis.ts";
import { type CommandRow, findCommand, findPeople, type PersonLine } from "./commands.repo.ts";

/**
 * The signatures that count for exactly this request and preview, on the basis and under the policy of now: a person who left
 * or lost the role since has signed nothing, nor has who signed for one.
 */
export async function findCounted(
  db: Database | Transaction,
  command: CommandRow,
  { policyVersion }: Pick<VerdictDto, "policyVersion">,
  basis: Pick<Basis, "hash">,
): Promise<CountedSignature[]> {
  return await countOf(
    db,
    command,
    (approval) => approval.basisHash === basis.hash && approval.policyVersion === policyVersion,
  );
}

async function countOf(
  db: Database | Transaction,
  command: CommandRow,
  isCurrent: (approval: ApprovalRow) => boolean,
): Promise<CountedSignature[]> {
  const approvals = (await findApprovals(db, command.id)).filter(
    (approval) =>
      approval.decision === "approved" &&
      approval.approverId !== command.requesterId &&
      approval.onBehalfOf !== command.requesterId &&
      approval.paramsHash === command.paramsHash &&
      approval.previewHash === command.previewHash &&
      isCurrent(approval),
  );
  const people = await findPeople(
    db,
    approvals.flatMap(({ approverId, onBehalfOf }) =>
      onBehalfOf === null ? [approverId] : [approverId, onBehalfOf],
    ),
  );
  return approvals.flatMap((approval) => {
    const role = roleNow(approval, people);
    const { approverId, onBehalfOf } = approval;
    return role === null ? [] : [{ approverId, onBehalfOf, role }];
  });
}

/**
 * Whether as many people as the verdict of now asks for have signed. Who signed a bulk has signed each row of its list: the
 * verdict of now says whether they are those who must, under whatever version of the policy they signed.
 */
export async function isSignedFor(
  tx: Transaction,
  command: CommandRow,
  verdict: VerdictDto,
  basis: Basis,
): Promise<boolean> {
  if (isEnoughSigned(await findCounted(tx, command, verdict, basis), verdict)) return true;
  const bulk = command.bulkId === null ? null : await findBulk(tx, command, command.bulkId);
  return bulk !== null && isEnoughSigned(await countOf(tx, bulk, () => true), verdict);
}

/** The command of the bulk; null where it is none of the same person's. The database has seen to it that the row is in its list. */
async function findBulk(
  tx: Transaction,
  { accountId, livemode, requesterId }: CommandRow,
  bulkId: string,
): Promise<CommandRow | null> {
  const bulk = await findCommand(tx, { accountId, livemode }, bulkId);
  return bulk?.kind === "bulk" && bulk.requesterId === requesterId ? bulk : null;
}

/** The role that a signature counts for now; null when it counts no more. */
function roleNow(
  { approverId, onBehalfOf, breakGlassId, actingRole }: ApprovalRow,
  people: ReadonlyMap<string, PersonLine>,
): string | null {
  const approver = people.get(approverId);
  if (!approver || approver.disabledAt !== null || !isPermitted(approver.role, "approval:decide"))
    return null;
  if (breakGlassId !== null) return approver.role === "admin" ? actingRole : null;
  if (onBehalfOf === null) return approver.role;
  const away = people.get(onBehalfOf);
  if (!away || away.disabledAt !== null || !mayStandIn(away.role, approver.role)) return null;
  return away.role;
}
