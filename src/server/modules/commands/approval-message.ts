import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import type { Mandate } from "./approval-mandate.policy.ts";

/** What an approval is bound to: it approves this and nothing else. Hashes are SHA-256 in hex. */
export interface ApprovalBinding {
  readonly commandId: string;
  readonly paramsHash: string;
  readonly previewHash: string;
  readonly basisHash: string;
  readonly policyVersion: string;
  /** In whose right it is signed. */
  readonly mandate: Mandate;
}

const bound = {
  commandId: z.string(),
  paramsHash: z.string(),
  previewHash: z.string(),
  basisHash: z.string(),
  policyVersion: z.string(),
  /** ISO 8601: signed later it counts for nothing. */
  expiresAt: z.string(),
  nonce: z.string(),
};

const mandateSchema = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("delegation"),
    role: z.string(),
    delegationId: z.string(),
    onBehalfOf: z.string(),
  }),
  z.strictObject({ by: z.literal("break-glass"), role: z.string(), breakGlassId: z.string() }),
]);

/** Version 1 is signed in one's own right, version 2 in another one. A later form gets another, and these stay readable. */
const messageSchema = z.discriminatedUnion("version", [
  z.strictObject({ version: z.literal(1), ...bound }),
  z.strictObject({ version: z.literal(2), ...bound, mandate: mandateSchema }),
]);
export type ApprovalMessage = z.infer<typeof messageSchema>;

/** The text whose SHA-256 a passkey signs: canonical JSON, so that anybody can write it again. */
export function approvalMessage(
  binding: ApprovalBinding,
  { expiresAt, nonce }: { expiresAt: string; nonce: string },
): string {
  const { commandId, paramsHash, previewHash, basisHash, policyVersion, mandate } = binding;
  const hashes = { paramsHash, previewHash, basisHash };
  const common = { commandId, ...hashes, policyVersion, expiresAt, nonce };
  return canonicalJson(
    mandate.by === "own"
      ? { version: 1, ...common }
      : { version: 2, ...common, mandate: { ...mandate } },
  );
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
