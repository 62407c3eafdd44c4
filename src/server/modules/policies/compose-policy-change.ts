import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { PolicyPreview, Simulation } from "#core/contracts/policies.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { money } from "#core/money.ts";
import { NOTHING_MOVED, type OverrideFacts, UNREMARKABLE } from "#core/override-facts.ts";
import { policyChanges } from "#core/policy-lines.ts";
import type { Role } from "#core/roles.ts";
import { whatIsUnsound } from "#core/sound-policy.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findBaseCurrency } from "./decisions.repo.ts";
import { decideOverride } from "./override.policy.ts";
import { named, type PolicyInForce, policyInForce } from "./policy-in-force.ts";
import { simulatePolicy } from "./simulate-policy.ts";

/** A change of the policy that is worked out and judged. */
export interface ComposedPolicyChange extends PolicyPreview {
  readonly inForce: PolicyInForce;
  readonly draft: PolicyInForce;
  readonly facts: OverrideFacts;
}

/**
 * Works a change of the policy out: what differs, what it would have meant for the last 90 days, who must sign. Writes
 * nothing. Throws POLICY_UNSOUND (with what it may not say), POLICY_UNCHANGED, SERVICE_UNAVAILABLE before the first import.
 */
export async function composePolicyChange(
  tx: Transaction,
  runtime: Runtime,
  role: Role,
  document: PolicyDocument,
): Promise<ComposedPolicyChange> {
  const { scope, clock, settings } = runtime;
  const [unsound] = whatIsUnsound(document);
  if (unsound !== undefined) throw new DomainError("POLICY_UNSOUND", { why: unsound });
  const code = await findBaseCurrency(tx, scope);
  if (code === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "import" });
  const inForce = await policyInForce(tx, scope);
  const draft = named(inForce.number + 1, document);
  const changes = policyChanges(inForce.document, document, code);
  if (changes.length === 0) throw new DomainError("POLICY_UNCHANGED");
  const facts = factsOfPolicyChange({ inForce, document, role, code, at: clock.now() });
  const verdict = decideOverride(inForce, facts);
  const simulation = await simulatePolicy(tx, runtime, { inForce, draft: document }, code);
  const shown = {
    title: `Publish version ${draft.number} of the policy.`,
    href: "/policies",
    facts: [
      { label: "In force", value: inForce.version },
      { label: "Would be", value: draft.version },
      ...changes.map(({ label, before, after }) => ({ label, value: `${before} → ${after}` })),
      { label: "Last 90 days", value: simulationWords(simulation) },
    ],
    postings: [],
    verdict,
    holdMs: settings.holdMs,
  };
  const preview = { ...shown, previewHash: boundHash(inForce, draft, verdict) };
  return { preview, changes, simulation, inForce, draft, facts };
}

/** What the policy in force looks at in a change of itself. */
export function factsOfPolicyChange(change: {
  readonly inForce: PolicyInForce;
  readonly document: PolicyDocument;
  readonly role: Role;
  readonly code: string;
  readonly at: Date;
}): OverrideFacts {
  const { inForce, document, role, code, at } = change;
  const changes = policyChanges(inForce.document, document, code);
  return {
    ...UNREMARKABLE,
    kind: "policy_change",
    role,
    baseCurrency: currency(code),
    amountBase: money(0n, code),
    at,
    moved: NOTHING_MOVED,
    touchesLimits: changes.some(({ touchesLimits }) => touchesLimits),
  };
}

/** The hash of what a request and its approvals are bound to: which text follows which, and who must sign. */
function boundHash(
  inForce: PolicyInForce,
  draft: PolicyInForce,
  verdict: BooksPreview["verdict"],
): string {
  const bound: Canonical = {
    kind: "policy_change",
    replaces: { number: inForce.number, sha256: inForce.sha256 },
    publishes: { number: draft.number, sha256: draft.sha256 },
    verdict: {
      kind: verdict.kind,
      policyVersion: verdict.policyVersion,
      rules: verdict.reasons.map(({ rule }) => rule),
      approvals: verdict.approvals,
      approverRoles: verdict.approverRoles,
    },
  };
  return sha256(canonicalJson(bound));
}

function simulationWords({ decisions, notReplayable, kinds, signatures }: Simulation): string {
  const [stricter, milder] = [
    kinds.reduce((sum, kind) => sum + kind.stricter, 0),
    kinds.reduce((sum, kind) => sum + kind.milder, 0),
  ];
  const replayed = decisions - notReplayable;
  const extra = signatures.after - signatures.before;
  const more = extra < 0 ? `${-extra} signatures fewer` : `${extra} signatures more`;
  return `Of ${replayed} decisions ${stricter} would be stricter and ${milder} milder; ${more}.`;
}
