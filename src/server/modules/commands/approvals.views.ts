import type { CommandDetail } from "#core/contracts/commands.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readEvidence } from "./approval-evidence.ts";
import { type ApprovalRecord, findApprovalRecords } from "./approval-signatures.repo.ts";
import type { ApprovalRow } from "./approvals.repo.ts";
import type { PersonLine } from "./commands.repo.ts";
import { personDto } from "./commands.views.ts";
import { checkApproval } from "./verify-approvals.ts";

type ApprovalDto = CommandDetail["approvals"][number];

/** More decisions than this no command has; the bound is for abuse. */
const LIMIT = 100;

/** COSE's numbers by the names that people use. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  "-7": "ES256",
  "-257": "RS256",
  "-8": "EdDSA",
};

/** The decisions on a command for its page, each yes with its evidence as it was checked just now. */
export async function approvalDtos(
  { db, scope }: Runtime,
  approvals: readonly ApprovalRow[],
  people: ReadonlyMap<string, PersonLine>,
): Promise<ApprovalDto[]> {
  const commandId = approvals[0]?.commandId;
  if (commandId === undefined) return [];
  const { records } = await findApprovalRecords(db, scope, {
    commandId,
    after: null,
    limit: LIMIT,
  });
  const recordOf = new Map(records.map((record) => [record.approval.id, record]));
  return approvals.map((row) => ({
    approver: personDto(row.approverId, people),
    mandate: mandateDto(row, people),
    decision: row.decision === "approved" ? "approved" : "rejected",
    note: row.note,
    at: row.createdAt,
    evidence: evidenceDto(recordOf.get(row.id)),
  }));
}

function mandateDto(
  { actingRole: role, onBehalfOf, breakGlassId }: ApprovalRow,
  people: ReadonlyMap<string, PersonLine>,
): ApprovalDto["mandate"] {
  if (role === null) return null;
  if (breakGlassId !== null) return { by: "break-glass", role, breakGlassId };
  if (onBehalfOf === null) return null;
  return { by: "delegation", role, person: personDto(onBehalfOf, people) };
}

function evidenceDto(record: ApprovalRecord | undefined): ApprovalDto["evidence"] {
  if (!record?.signature) return null;
  const { method, signed, challenge, message } = readEvidence(
    record.signature,
    record.approval.approverId,
  );
  return {
    method,
    credentialId: signed?.credentialId ?? null,
    algorithm: signed && (ALGORITHMS[signed.algorithm] ?? String(signed.algorithm)),
    challenge,
    message,
    fault: checkApproval(record).fault,
  };
}
