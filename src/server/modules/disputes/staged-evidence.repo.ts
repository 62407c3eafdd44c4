import type { PersonDto } from "#core/contracts/shared.ts";
import type { EvidenceTexts } from "#core/dispute-evidence.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { StagedEvidence } from "#server/platform/db/generated/client.ts";

/** Makes drafts of one dispute wait for each other until the transaction ends. */
export async function lockDraft(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
): Promise<void> {
  const name = `evidence:${scope.accountId}:${scope.livemode}:${disputeId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** The newest versions of a dispute's draft, newest first, at most `limit`. */
export async function findVersions(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
  limit: number,
): Promise<StagedEvidence[]> {
  return await tx.stagedEvidence.findMany({
    where: { ...scope, disputeId },
    orderBy: { version: "desc" },
    take: limit,
  });
}

export async function insertVersion(
  tx: Transaction,
  scope: AccountScope,
  draft: Omit<StagedEvidence, "accountId" | "livemode" | "fields"> & {
    readonly fields: EvidenceTexts;
  },
): Promise<void> {
  await tx.stagedEvidence.create({ data: { ...scope, ...draft } });
}

/** What of a dispute decides whether it can be answered; null when there is none of this id. */
export async function findStanding(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<{ status: string; reason: string } | null> {
  return await tx.dispute.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: { status: true, reason: true },
  });
}

/** The people by id. */
export async function findAuthors(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonDto>> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
