import type { ProofDto } from "#core/contracts/credentials.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type AcceptedProof, checkProof } from "../access/index.ts";
import { type ApprovalBinding, approvalMessage, readApprovalMessage } from "./approval-message.ts";
import type { SignatureRow } from "./approval-signatures.repo.ts";
import { checkEvidence } from "./check-evidence.ts";
import { takesCode } from "./code-limit.ts";
import type { CommandRow } from "./commands.repo.ts";
import type { Evidence } from "./evidence.ts";

/**
 * Takes an approver's proof: of the very message that binds them to what they saw, as it still is. What is accepted holds
 * offline too, which is checked before it is kept. Throws PASSKEY_REQUIRED (a code, where the amount wants a signature),
 * PREVIEW_STALE (something else was signed), CHALLENGE_OVER, PROOF_REFUSED.
 */
export async function takeEvidence(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  command: CommandRow,
  signed: { binding: ApprovalBinding; proof: ProofDto },
): Promise<Evidence> {
  const { binding, proof } = signed;
  if (proof.method === "totp" && !takesCode(command)) throw new DomainError("PASSKEY_REQUIRED");
  const accepted = await checkProof(tx, runtime, actor, "approve", proof);
  const read = readApprovalMessage(accepted.message ?? "");
  if (!read || approvalMessage(binding, read) !== accepted.message)
    throw new DomainError("PREVIEW_STALE");
  const { message } = accepted;
  const evidence = evidenceOf("countersign-approval/1", accepted, { message, by: actor.userId });
  const fault = checkEvidence(evidence);
  invariant(fault === null, `a proof that was accepted does not hold: ${fault}`);
  return evidence;
}

/** An accepted proof of what its person agreed to, in the form that leaves the house. */
export function evidenceOf(
  format: Evidence["format"],
  accepted: AcceptedProof,
  { message, by: approverId }: { readonly message: string; readonly by: string },
): Evidence {
  const { method, challenge, origin, rpId, credentialRef, signed } = accepted;
  return {
    format,
    method,
    message,
    challenge,
    origin,
    rpId,
    approverId,
    credentialRef,
    signed: signed && {
      credentialId: signed.credentialId,
      algorithm: signed.algorithm,
      publicKey: text(signed.publicKey),
      clientData: text(signed.clientData),
      authenticatorData: text(signed.authenticatorData),
      signature: text(signed.signature),
    },
  };
}

/** The row that keeps evidence; {@link readEvidence} reverses it. */
export function evidenceRow(approvalId: string, evidence: Evidence): SignatureRow {
  const { method, message, challenge, origin, rpId, credentialRef, signed } = evidence;
  return {
    approvalId,
    method,
    message,
    challenge,
    origin,
    rpId,
    credentialRef,
    credentialId: signed?.credentialId ?? null,
    algorithm: signed?.algorithm ?? null,
    publicKey: signed && bytes(signed.publicKey),
    clientData: signed && bytes(signed.clientData),
    authenticatorData: signed && bytes(signed.authenticatorData),
    signature: signed && bytes(signed.signature),
  };
}

/** The evidence of a stored row, for whoever approved. A row with holes reads as signed with nothing, which holds for no passkey. */
export function readEvidence(row: SignatureRow, approverId: string): Evidence {
  const { message, challenge, origin, rpId, credentialRef } = row;
  const { credentialId, algorithm, publicKey, clientData, authenticatorData, signature } = row;
  const isWhole =
    credentialId !== null &&
    algorithm !== null &&
    publicKey !== null &&
    clientData !== null &&
    authenticatorData !== null &&
    signature !== null;
  return {
    format: "countersign-approval/1",
    method: row.method === "totp" ? "totp" : "passkey",
    message,
    challenge,
    origin,
    rpId,
    approverId,
    credentialRef,
    signed: isWhole
      ? {
          credentialId,
          algorithm,
          publicKey: text(publicKey),
          clientData: text(clientData),
          authenticatorData: text(authenticatorData),
          signature: text(signature),
        }
      : null,
  };
}

const text = (content: Uint8Array): string => Buffer.from(content).toString("base64url");
const bytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64url, "base64url"));
