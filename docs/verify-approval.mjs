// Verifies the evidence of one approval, as `npm run countersign -- approvals export` writes it, with Node alone:
//   node docs/verify-approval.mjs approval-….json
// What it checks, and what each field is, stands in docs/domain/approval-evidence.md. Exit code 0 only when all holds.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (content) => createHash("sha256").update(content).digest();
const bytes = (base64url) => Buffer.from(base64url, "base64url");
/** JSON with sorted keys and no spaces. */
const canonical = (value) => {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

const file = JSON.parse(readFileSync(process.argv[2] ?? 0, "utf8"));
const { evidence, request } = file;
const message = JSON.parse(evidence.message);
const checks = [
  [
    "the evidence is what the audit log keeps the hash of",
    hex(canonical(evidence)) === file.evidenceHash,
  ],
  ["the message is canonical", canonical(message) === evidence.message],
  ["the message is about this request", hex(request) === message.paramsHash],
  [
    "the challenge is the message's SHA-256",
    sha256(evidence.message).toString("base64url") === evidence.challenge,
  ],
  ...(message.mandate === undefined ? [] : mandateChecks(file, message)),
  ...(evidence.signed === null ? [] : signatureChecks(evidence)),
];

function hex(content) {
  return sha256(content).toString("hex");
}

/** Signed for somebody who was away: the delegation that the message names must have held when the challenge was answered. */
function mandateChecks({ delegation, evidence: { approverId } }, { mandate, expiresAt }) {
  const { id, delegatorId, delegateId, startsAt, endsAt, endedAt } = delegation ?? {};
  // A challenge lasts five minutes, and is answered within them.
  const asked = new Date(Date.parse(expiresAt) - 5 * 60_000).toISOString();
  return [
    ["the delegation is the one that was signed", id === mandate.delegationId],
    ["it is of who was away", delegatorId === mandate.onBehalfOf],
    [
      "it is to who signed, who is another",
      delegateId === approverId && delegatorId !== approverId,
    ],
    [
      "it held when the message was signed",
      startsAt <= expiresAt && endsAt > asked && (endedAt ?? endsAt) > asked,
    ],
  ];
}

function signatureChecks({ challenge, origin, rpId, signed }) {
  const clientData = JSON.parse(bytes(signed.clientData).toString("utf8"));
  const data = bytes(signed.authenticatorData);
  const key = createPublicKey({ key: bytes(signed.publicKey), format: "der", type: "spki" });
  const content = Buffer.concat([data, sha256(bytes(signed.clientData))]);
  const digest = { "-7": "sha256", "-257": "sha256", "-8": null }[signed.algorithm];
  const isSpelt = Object.values(signed).every(
    (text) => typeof text === "number" || bytes(text).toString("base64url") === text,
  );
  return [
    ["every field has the one spelling of its bytes", isSpelt],
    ["a passkey signed", clientData.type === "webauthn.get" && evidence.method === "passkey"],
    ["it signed this challenge", clientData.challenge === challenge],
    ["at this address", clientData.origin === origin && clientData.crossOrigin !== true],
    ["for this site", data.subarray(0, 32).equals(sha256(rpId))],
    ["with its person present and verified", (data[32] & 0x05) === 0x05],
    [
      "the key signed exactly this",
      digest !== undefined && verify(digest, content, key, bytes(signed.signature)),
    ],
  ];
}

const lines = checks.map(([what, holds]) => `${holds ? "ok " : "BAD"} ${what}`);
if (evidence.signed === null)
  lines.push("--- a one-time code signs nothing: only its record can be checked");
if (message.mandate !== undefined) lines.push(`on behalf of ${message.mandate.onBehalfOf}`);
lines.push(`approver ${evidence.approverId}, command ${message.commandId}`);
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = checks.every(([, holds]) => holds) ? 0 : 1;
