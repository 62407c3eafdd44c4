import { canonicalJson } from "#core/canonical-json.ts";
import type { StagedEvidenceDto } from "#core/contracts/disputes.ts";
import {
  EVIDENCE_FIELDS,
  type EvidenceTexts,
  lengthOf,
  MAX_ALL_TEXTS,
} from "#core/dispute-evidence.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { refuseCardNumber } from "../notes/index.ts";
import { awaitsAnswer } from "./dispute-status.policy.ts";
import { showStagedEvidence } from "./read-staged-evidence.ts";
import { findStanding, findVersions, insertVersion, lockDraft } from "./staged-evidence.repo.ts";

interface Draft {
  readonly disputeId: string;
  /** The version that was read; 0 when there was none. */
  readonly version: number;
  readonly texts: { readonly [Field in keyof EvidenceTexts]?: string | undefined };
}

/**
 * Keeps a new version of the draft of a dispute's evidence. Stripe is not called; what equals the newest version is not kept
 * again. Throws NOT_FOUND, DISPUTE_NOT_OPEN, EVIDENCE_VERSION_CONFLICT, EVIDENCE_TOO_LONG, CARD_NUMBER_IN_TEXT.
 */
export async function stageEvidence(
  runtime: Runtime,
  actor: Actor,
  draft: Draft,
): Promise<StagedEvidenceDto> {
  const texts = filledOf(draft.texts);
  if (lengthOf(texts) > MAX_ALL_TEXTS)
    throw new DomainError("EVIDENCE_TOO_LONG", { limit: MAX_ALL_TEXTS });
  for (const text of Object.values(texts)) refuseCardNumber(text);
  await runtime.db.transaction((tx) => keepVersion(tx, runtime, actor, { ...draft, texts }));
  return await showStagedEvidence(runtime, actor, draft);
}

async function keepVersion(
  tx: Transaction,
  { scope, clock }: Runtime,
  actor: Actor,
  { disputeId, version, texts }: Draft & { readonly texts: EvidenceTexts },
): Promise<void> {
  await lockDraft(tx, scope, disputeId);
  const dispute = await findStanding(tx, scope, disputeId);
  if (dispute === null) throw new DomainError("NOT_FOUND", { disputeId });
  if (!awaitsAnswer(dispute.status))
    throw new DomainError("DISPUTE_NOT_OPEN", { status: dispute.status });
  const [newest] = await findVersions(tx, scope, disputeId, 1);
  const current = newest?.version ?? 0;
  if (current !== version) throw new DomainError("EVIDENCE_VERSION_CONFLICT", { version: current });
  const hash = sha256(canonicalJson(texts));
  if (newest?.hash === hash) return;
  const authorId = actor.userId;
  const next = { disputeId, version: current + 1, fields: texts, hash, authorId };
  await insertVersion(tx, scope, { ...next, createdAt: clock.now() });
  await recordAudit(tx, {
    actor: personActor(actor),
    action: "evidence.staged",
    result: "done",
    resource: { type: "dispute", id: disputeId },
    details: { version: next.version, hash, fields: Object.keys(texts) },
  });
  await appendEvent(tx, scope, {
    topic: "evidence.staged",
    key: disputeId,
    payload: { version: 1, disputeId, evidenceVersion: next.version },
  });
}

/** The texts without spaces around them; a field that is left empty says nothing. */
function filledOf(texts: Draft["texts"]): EvidenceTexts {
  const filled: Partial<Record<(typeof EVIDENCE_FIELDS)[number], string>> = {};
  for (const field of EVIDENCE_FIELDS) {
    const text = texts[field]?.trim() ?? "";
    if (text !== "") filled[field] = text;
  }
  return filled;
}
