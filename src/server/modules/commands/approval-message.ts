import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";

/** The version of the message's form: a later form gets another, and this one stays readable. */
const VERSION = 1;

/** What an approval is bound to: it approves this and nothing else. Hashes are SHA-256 in hex. */
export interface ApprovalBinding {
  readonly commandId: string;
  readonly paramsHash: string;
  readonly previewHash: string;
  readonly basisHash: string;
  readonly policyVersion: string;
}

const messageSchema = z.strictObject({
  version: z.literal(VERSION),
  commandId: z.string(),
  paramsHash: z.string(),
  previewHash: z.string(),
  basisHash: z.string(),
  policyVersion: z.string(),
  /** ISO 8601: signed later it counts for nothing. */
  expiresAt: z.string(),
  nonce: z.string(),
});
export type ApprovalMessage = z.infer<typeof messageSchema>;

/** The text whose SHA-256 a passkey signs: canonical JSON, so that anybody can write it again. */
export function approvalMessage(
  binding: ApprovalBinding,
  { expiresAt, nonce }: { expiresAt: string; nonce: string },
): string {
  const { commandId, paramsHash, previewHash, basisHash, policyVersion } = binding;
  return canonicalJson({
    version: VERSION,
    commandId,
    paramsHash,
    previewHash,
    basisHash,
    policyVersion,
    expiresAt,
    nonce,
  });
}

/** Reads a message back; null when it is not exactly what {@link approvalMessage} writes. */
export function readApprovalMessage(text: string): ApprovalMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = messageSchema.safeParse(json);
  return read.success && canonicalJson(read.data) === text ? read.data : null;
}
