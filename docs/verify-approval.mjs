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
  ["the challenge is the message's SHA-256", challengeOf(evidence) === evidence.challenge],
  ...mandateChecks(file, message),
  ...(evidence.signed === null ? [] : signatureChecks(evidence)),
];

function hex(content) {
  return sha256(content).toString("hex");
}

/** Signed for somebody who was away: the delegation that the message names must have held when the challenge was answered. */
function mandateChecks(all, { mandate, expiresAt }) {
  // A challenge lasts five minutes, and is answered within them.
  const asked = new Date(Date.parse(expiresAt) - 5 * 60_000).toISOString();
  if (mandate?.by === "delegation") return delegationChecks(all, mandate, { asked, expiresAt });
  if (mandate?.by === "break-glass") return breakGlassChecks(all, mandate, { asked, expiresAt });
  return [];
}

function delegationChecks({ delegation, evidence: { approverId } }, mandate, { asked, expiresAt }) {
  const { id, delegatorId, delegateId, startsAt, endsAt, endedAt } = delegation ?? {};
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

/** Decided under break-glass: its opening was signed by the same person, for sixty minutes at most, and was open. */
function breakGlassChecks({ breakGlass, evidence: { approverId } }, mandate, { asked, expiresAt }) {
  if (!breakGlass) return [["the break-glass is there", false]];
  const { id, openedBy, openedAt, expiresAt: until, endedAt } = breakGlass;
  const opening = JSON.parse(breakGlass.evidence);
  const terms = JSON.parse(opening.message);
  const end = endedAt ?? until;
  const minutes = (Date.parse(until) - Date.parse(openedAt)) / 60_000;
  return [
    ["the break-glass is the one that was signed", id === mandate.breakGlassId],
    ["its opening names it", terms.breakGlassId === id && terms.purpose === "break-glass"],
    ["the approver opened it", openedBy === approverId && terms.personId === approverId],
    ["for as long as was signed, an hour at most", minutes <= Math.min(terms.minutes, 60)],
    ["it was open when the message was signed", openedAt <= expiresAt && end > asked],
    [
      "the opening's challenge is its message's SHA-256",
      challengeOf(opening) === opening.challenge,
    ],
    ...signatureChecks(opening),
  ];
}

function challengeOf({ message }) {
  return sha256(message).toString("base64url");
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
if (message.mandate?.by === "delegation") lines.push(`on behalf of ${message.mandate.onBehalfOf}`);
if (message.mandate?.by === "break-glass") lines.push("under break-glass");
lines.push(`approver ${evidence.approverId}, command ${message.commandId}`);
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = checks.every(([, holds]) => holds) ? 0 : 1;
