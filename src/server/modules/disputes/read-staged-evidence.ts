import * as z from "zod";
import type { StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { completenessOf, EVIDENCE_FIELDS, type EvidenceTexts } from "#core/dispute-evidence.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { awaitsAnswer } from "./dispute-status.policy.ts";
import { findAuthors, findStanding, findVersions } from "./staged-evidence.repo.ts";

const MAX_VERSIONS = 50;
const storedTexts = z.partialRecord(z.enum(EVIDENCE_FIELDS), z.string());

/** The newest draft of what is to be said to a dispute, and what identifies it. */
export interface StagedDraft {
  readonly version: number;
  /** SHA-256 of the texts as canonical JSON. */
  readonly hash: string;
  readonly texts: EvidenceTexts;
  readonly authorId: string;
  readonly savedAt: Date;
}

/** The newest draft of a dispute's evidence; null where nothing is staged. Personal data. */
export async function readStagedEvidence(
  tx: Transaction,
  scope: AccountScope,
  disputeId: string,
): Promise<StagedDraft | null> {
  const [newest] = await findVersions(tx, scope, disputeId, 1);
  if (newest === undefined) return null;
  const { version, hash, fields, authorId, createdAt } = newest;
  return { version, hash, texts: textsOf(fields), authorId, savedAt: createdAt };
}

/**
 * The draft with its versions, for a reader: roles that may not read evidence learn how complete it is, not what it says.
 * Throws NOT_FOUND.
 */
export async function showStagedEvidence(
  { db, scope }: Runtime,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<StagedEvidenceDto> {
  const dispute = await findStanding(db.prisma, scope, disputeId);
  if (dispute === null) throw new DomainError("NOT_FOUND", { disputeId });
  const versions = await findVersions(db.prisma, scope, disputeId, MAX_VERSIONS);
  const authors = await findAuthors(
    db.prisma,
    versions.map(({ authorId }) => authorId),
  );
  const [newest] = versions;
  const texts = newest === undefined ? {} : textsOf(newest.fields);
  return {
    version: newest?.version ?? 0,
    texts: isPermitted(actor.role, "dispute:read-evidence") ? texts : null,
    completeness: completenessOf(dispute.reason, texts),
    versions: versions.flatMap(({ version, authorId, createdAt, hash, fields }) => {
      const by = authors.get(authorId);
      const count = Object.keys(textsOf(fields)).length;
      return by ? [{ version, by, at: createdAt, hash, fields: count }] : [];
    }),
    open: awaitsAnswer(dispute.status),
  };
}

/** Stored texts, checked; `undefined` never stands for a text. */
function textsOf(fields: unknown): EvidenceTexts {
  const texts = storedTexts.parse(fields);
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}
