import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readEvidence } from "./approval-evidence.ts";
import { readApprovalMessage } from "./approval-message.ts";
import { type ApprovalRecord, findApprovalRecords } from "./approval-signatures.repo.ts";
import { checkEvidence, type EvidenceFault } from "./check-evidence.ts";
import { type Evidence, evidenceHash } from "./evidence.ts";
import { type MandateFault, mandateFault } from "./mandate-fault.ts";

const PAGE = 200;

/** Why an approval does not stand, though its evidence may hold by itself. */
export type ApprovalFault =
  | EvidenceFault
  | "no evidence"
  | "message of another approval"
  | "request is not the signed one"
  | "key is not the approver's"
  | MandateFault
  | "audit log knows other evidence";

/** One approval and what checking it found: `fault` null is as it must be. */
export interface CheckedApproval {
  readonly approvalId: string;
  readonly commandId: string;
  readonly approverId: string;
  /** Null for an approval without evidence. */
  readonly method: Evidence["method"] | null;
  readonly fault: ApprovalFault | null;
}

/** Checks the approvals of a command, or all of the account, from the stored rows alone. */
export async function* verifyApprovals(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  commandId?: string,
): AsyncGenerator<CheckedApproval> {
  let after: string | null = null;
  do {
    const page = { commandId, after, limit: PAGE };
    const found: Awaited<ReturnType<typeof findApprovalRecords>> = await findApprovalRecords(
      db,
      scope,
      page,
    );
    for (const record of found.records) yield checkApproval(record);
    after = found.last;
  } while (after !== null);
}

/** Checks one approval from its rows. */
export function checkApproval(record: ApprovalRecord): CheckedApproval {
  const { approval, signature } = record;
  const evidence = signature && readEvidence(signature, approval.approverId);
  return {
    approvalId: approval.id,
    commandId: approval.commandId,
    approverId: approval.approverId,
    method: evidence?.method ?? null,
    fault: evidence ? faultOf(record, evidence) : "no evidence",
  };
}

function faultOf(record: ApprovalRecord, evidence: Evidence): ApprovalFault | null {
  const { approval, command, audited } = record;
  const fault = checkEvidence(evidence);
  if (fault !== null) return fault;
  const message = readApprovalMessage(evidence.message);
  const isAboutIt =
    message?.commandId === approval.commandId &&
    message.paramsHash === approval.paramsHash &&
    message.previewHash === approval.previewHash &&
    message.basisHash === approval.basisHash &&
    message.policyVersion === approval.policyVersion;
  if (!isAboutIt) return "message of another approval";
  if (sha256(command.params) !== approval.paramsHash) return "request is not the signed one";
  if (evidence.method === "passkey" && !isApproversKey(record, evidence))
    return "key is not the approver's";
  const hash = evidenceHash(evidence);
  const told = audited.find(({ details }) => details.includes(hash));
  if (!told) return "audit log knows other evidence";
  return mandateFault(record, message, told.at);
}

function isApproversKey({ approval, passkey }: ApprovalRecord, { signed }: Evidence): boolean {
  return (
    passkey?.personId === approval.approverId &&
    passkey.credentialId === signed?.credentialId &&
    Buffer.from(passkey.publicKeySpki).toString("base64url") === signed.publicKey
  );
}
