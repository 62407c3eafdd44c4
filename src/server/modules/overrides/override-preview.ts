import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { type OverridePreview, overridePreviewSchema } from "#core/contracts/overrides.ts";
import { parseStored } from "#core/stored-json.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";

type UnhashedPreview = Omit<OverridePreview, "previewHash">;

/**
 * What a request and an approval are bound to: what is sent, what follows from it, what the policy says. Left out is what
 * moves by itself while a person reads and binds nobody: the account's balance, wordings of reasons, the length of the hold.
 */
function boundPart(preview: UnhashedPreview, commandId: string): Canonical {
  const { verdict } = preview;
  return {
    title: preview.title,
    consequences: preview.consequences.map(({ tone, text }) => ({ tone, text })),
    method: preview.method,
    customerSees: preview.customerSees,
    fee: preview.fee,
    balanceSuffices: preview.balance?.sufficient ?? null,
    postings: preview.postings.map(({ account, amount }) => ({ account, amount })),
    earlier: preview.earlier.length,
    basis: preview.basis.map(({ label, value }) => ({ label, value })),
    sends: {
      path: preview.sends.path,
      // A preview is made under an id of its own, so that the intent's stays unused.
      body: preview.sends.body.replaceAll(commandId, "this command"),
    },
    verdict: {
      kind: verdict.kind,
      policyVersion: verdict.policyVersion,
      rules: verdict.reasons.map(({ rule }) => rule),
      approvals: verdict.approvals,
      approverRoles: [...verdict.approverRoles],
    },
  };
}

/** Adds the hash of the bound part. `commandId` is the id under which the preview was worked out. */
export function hashedPreview(preview: UnhashedPreview, commandId: string): OverridePreview {
  return { ...preview, previewHash: sha256(canonicalJson(boundPart(preview, commandId))) };
}

/** The preview as it is stored: canonical JSON with amounts as text and instants in ISO 8601. */
export function writePreview(preview: OverridePreview): string {
  return canonicalJson({
    ...preview,
    earlier: preview.earlier.map((one) => ({ ...one, at: one.at.toISOString() })),
  });
}

/** Reads what {@link writePreview} wrote; throws when it is not a preview. */
export function readPreview(stored: string): OverridePreview {
  return z.parse(overridePreviewSchema, parseStored(stored));
}
