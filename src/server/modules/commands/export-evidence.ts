import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readEvidence } from "./approval-evidence.ts";
import { type ApprovalRecord, findApprovalRecords } from "./approval-signatures.repo.ts";
import { type Evidence, evidenceHash } from "./evidence.ts";

/** One approval as a file that proves itself: docs/domain/approval-evidence.md says how. */
export interface EvidenceFile {
  readonly approvalId: string;
  /** ISO 8601, by business time. */
  readonly approvedAt: string;
  readonly evidence: Evidence;
  /** What the audit log keeps of the evidence. */
  readonly evidenceHash: string;
  /** Canonical JSON of what was asked for; its SHA-256 is the message's `paramsHash`. */
  readonly request: string;
  /** Who stood in for whom, and when, where the message names a delegation. */
  readonly delegation: DelegationFile | null;
  /** The opening with its own evidence, where the message names a break-glass. */
  readonly breakGlass: BreakGlassFile | null;
}

interface BreakGlassFile {
  readonly id: string;
  readonly openedBy: string;
  /** ISO 8601, real time; `endedAt` where it has ended. */
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  /** Canonical JSON, of the same form as the approval's. */
  readonly evidence: string;
}

interface DelegationFile {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegateId: string;
  /** ISO 8601, real time; `endedAt` where it was ended early. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly endedAt: string | null;
}

/** The approvals of a command, each as a file. Those of before evidence was kept have none. Throws NOT_FOUND. */
export async function exportEvidence(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  commandId: string,
): Promise<EvidenceFile[]> {
  const page = { commandId, after: null, limit: 100 };
  const { records } = await findApprovalRecords(db, scope, page);
  const files = records.flatMap(({ approval, command, signature, delegation, breakGlass }) => {
    if (!signature) return [];
    const evidence = readEvidence(signature, approval.approverId);
    return [
      {
        approvalId: approval.id,
        approvedAt: approval.createdAt.toISOString(),
        evidence,
        evidenceHash: evidenceHash(evidence),
        request: command.params,
        delegation: delegation && delegationFile(delegation),
        breakGlass: breakGlass && breakGlassFile(breakGlass),
      },
    ];
  });
  if (files.length === 0) throw new DomainError("NOT_FOUND", { commandId });
  return files;
}

function delegationFile(row: NonNullable<ApprovalRecord["delegation"]>): DelegationFile {
  const { id, delegatorId, delegateId, startsAt, endsAt, endedAt } = row;
  const instants = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return { id, delegatorId, delegateId, ...instants, endedAt: endedAt?.toISOString() ?? null };
}

function breakGlassFile(row: NonNullable<ApprovalRecord["breakGlass"]>): BreakGlassFile {
  const { id, openedBy, openedAt, expiresAt, endedAt, evidence } = row;
  const instants = { openedAt: openedAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { id, openedBy, ...instants, endedAt: endedAt?.toISOString() ?? null, evidence };
}
