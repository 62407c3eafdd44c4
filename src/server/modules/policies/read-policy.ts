import type { PolicyOverview, PolicyVersionDto } from "#core/contracts/policies.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  findBaseCurrency,
  findPolicySignatures,
  findWaitingChanges,
  type PolicySignature,
} from "./decisions.repo.ts";
import { named, policyInForce, readDocument } from "./policy-in-force.ts";
import { findVersion, findVersions } from "./policy-versions.repo.ts";
import { shippedPolicy } from "./shipped-policy.ts";

const MAX_VERSIONS = 100;
const MAX_WAITING = 20;

/** The policy in force, its last hundred versions with who signed them, and what is asked for and not decided yet. */
export async function readPolicy({ db, scope }: Runtime): Promise<PolicyOverview> {
  const [inForce, rows, waiting, baseCurrency] = await Promise.all([
    policyInForce(db.prisma, scope),
    findVersions(db, scope, MAX_VERSIONS),
    findWaitingChanges(db, scope, "policy_change", MAX_WAITING),
    findBaseCurrency(db.prisma, scope),
  ]);
  const published = rows.flatMap(({ commandId }) => commandId ?? []);
  const signatures = await findPolicySignatures(db, [...published, ...waiting]);
  const of = (commandId: string | null) =>
    signatures.filter((signature) => signature.commandId === commandId);
  const shipped = named(1, shippedPolicy);
  const { number, version, sha256, document } = inForce;
  return {
    inForce: { number, version, sha256, document },
    baseCurrency: baseCurrency ?? "eur",
    versions: rows.map((row) => {
      const stored = named(row.number, readDocument(row.document));
      return { ...row, version: stored.version, signatures: of(row.commandId).map(signatureDto) };
    }),
    shipped: shipped.sha256 === sha256 ? null : shippedPolicy,
    waiting: waiting.map((commandId) => {
      const asked = of(commandId).find(({ as }) => as === "requested");
      invariant(asked, `command ${commandId} has no requester`);
      return { commandId, requester: asked.person, at: asked.at };
    }),
  };
}

/** The document of one version. Throws NOT_FOUND. */
export async function readPolicyVersion(
  { db, scope }: Runtime,
  number: number,
): Promise<{ number: number; document: PolicyDocument }> {
  const row = await findVersion(db, scope, number);
  if (row === null) throw new DomainError("NOT_FOUND", { number });
  return { number, document: readDocument(row.document) };
}

function signatureDto({ person, as, at }: PolicySignature): PolicyVersionDto["signatures"][number] {
  return { person, as, at };
}
