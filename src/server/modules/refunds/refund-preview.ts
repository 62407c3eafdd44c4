import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { type RefundPreview, refundPreviewSchema } from "#core/contracts/refunds.ts";
import { parseStored } from "#core/stored-json.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";

/** A preview before it has its hash. */
export type UnhashedPreview = Omit<RefundPreview, "previewHash">;

/**
 * What a request and an approval are bound to: what the customer gets, what stays, what is posted, what the policy says.
 * Left out is what moves by itself while a person reads, and binds nobody: the account's balance, the state of earlier
 * refunds, the wording of reasons, the length of the hold.
 */
function boundPart(preview: UnhashedPreview): Canonical {
  return {
    customerGets: {
      amount: preview.customerGets.amount,
      method: { ...preview.customerGets.method },
    },
    feeNotReturned: preview.feeNotReturned,
    connect: preview.connect,
    paymentAfter: preview.paymentAfter,
    balanceSuffices: preview.balance?.sufficient ?? null,
    postings: preview.postings.map(({ account, amount }) => ({ account, amount })),
    recentRefunds: preview.recentRefunds.length,
    verdict: {
      kind: preview.verdict.kind,
      policyVersion: preview.verdict.policyVersion,
      rules: preview.verdict.reasons.map(({ rule }) => rule),
      approverRoles: [...preview.verdict.approverRoles],
    },
  };
}

/** Adds the hash of the bound part. */
export function hashed(preview: UnhashedPreview): RefundPreview {
  return { ...preview, previewHash: sha256(canonicalJson(boundPart(preview))) };
}

/** The preview as it is stored: canonical JSON with amounts as text and instants in ISO 8601. */
export function writePreview(preview: RefundPreview): string {
  return canonicalJson({
    ...preview,
    recentRefunds: preview.recentRefunds.map((refund) => ({
      ...refund,
      at: refund.at.toISOString(),
    })),
  });
}

/** Reads what {@link writePreview} wrote; throws when it is not a preview. */
export function readPreview(stored: string): RefundPreview {
  return z.parse(refundPreviewSchema, parseStored(stored));
}
