import type { KindRules, PolicyDocument, SigningStep } from "#core/contracts/policy-document.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { isCounted, OVERRIDE_NOUNS } from "#core/override-kinds.ts";
import { grantOf } from "#core/permissions.ts";
import { noRate, overPerson, overSubjects, overUpTo } from "./limit-reasons.ts";
import { type Reason, reasonOf } from "./reason.ts";
import { whatIsRemarkable } from "./remarkable-reasons.ts";

/** A document together with the name that verdicts call it by. */
export interface NamedPolicy {
  /** Number and the first digits of the hash: "3-1f2e3d4c". */
  readonly version: string;
  readonly document: PolicyDocument;
}

/**
 * Judges an override of any kind. Pure: the same facts under the same document give the same verdict, whenever and
 * wherever it is asked. What is not allowed by a rule is denied.
 */
export function decideOverride(policy: NamedPolicy, facts: OverrideFacts): VerdictDto {
  const { document, version } = policy;
  const rules = document.kinds[facts.kind];
  const level = rules?.ask[facts.role];
  if (!rules || !level) return denied(version, [notPermitted(facts, rules)]);
  const denials = whyDenied(document, rules, facts);
  if (denials.length > 0) return denied(version, denials);
  const ordinary = [
    ...always(level, facts),
    ...(level === "limits" ? overPerson(document, facts) : []),
    ...whatIsRemarkable(document, rules.asksAnother, facts),
  ];
  const grave = [
    ...(level === "limits" || isCounted(facts.kind) ? noRate(facts) : []),
    ...overSubjects(document, facts),
    ...exceptional(facts),
  ];
  if (ordinary.length + grave.length === 0) {
    const within = reasonOf(facts.kind, "within-limits", WITHIN[level]);
    return {
      kind: "allow",
      policyVersion: version,
      reasons: [within],
      approvals: 0,
      approverRoles: [],
    };
  }
  const beyondSigners = [...grave, ...overUpTo(rules, facts)];
  const step = beyondSigners.length > 0 ? rules.lastResort : rules.signers;
  return asking(version, withoutRepeats([...ordinary, ...beyondSigners]), step);
}

const WITHIN = {
  alone: "Your role may do this alone.",
  limits: "Within your limits.",
  approval: "",
} as const;

function asking(version: string, reasons: Reason[], step: SigningStep): VerdictDto {
  const { count, roles } = step;
  return {
    kind: "approval",
    policyVersion: version,
    reasons,
    approvals: count,
    approverRoles: [...roles],
  };
}

function denied(version: string, reasons: Reason[]): VerdictDto {
  return { kind: "deny", policyVersion: version, reasons, approvals: 0, approverRoles: [] };
}

function notPermitted({ kind, role }: OverrideFacts, rules: KindRules | undefined): Reason {
  const noun = OVERRIDE_NOUNS[kind];
  const text = rules
    ? `The policy does not let ${role} ask for this (${noun}).`
    : `The policy in force has no rules for this (${noun}).`;
  return reasonOf(kind, "permission", text);
}

function whyDenied(document: PolicyDocument, rules: KindRules, facts: OverrideFacts): Reason[] {
  const { kind, role, stale, bulkRows } = facts;
  const reasons: Reason[] = [];
  if (facts.fraudulent && grantOf(role, "refund:request-fraudulent") === null)
    reasons.push(reasonOf(kind, "permission", "Your role may not refund as fraudulent."));
  if (stale !== null) reasons.push(reasonOf(kind, "stale", stale));
  const { maxBulkRows } = document.circumstances;
  if (bulkRows > maxBulkRows) {
    const text = `${bulkRows} rows are more than the ${maxBulkRows} that one bulk may have.`;
    reasons.push(reasonOf(kind, "bulk-rows", text));
  }
  return [...reasons, ...whatIsRemarkable(document, rules.forbidden, facts)];
}

function always(level: KindRules["ask"][keyof KindRules["ask"]], facts: OverrideFacts): Reason[] {
  if (level !== "approval") return [];
  const text = `Your role always asks another person for this (${OVERRIDE_NOUNS[facts.kind]}).`;
  return [reasonOf(facts.kind, "second-person", text)];
}

/** What only the last resort may sign, whatever the amount. */
function exceptional({ kind, exceptions, touchesLimits, bulkRows }: OverrideFacts): Reason[] {
  const reasons: Reason[] = [];
  if (exceptions.length > 0)
    reasons.push(reasonOf(kind, "exceptions", `It would pass over this: ${exceptions.join(" ")}`));
  if (touchesLimits) {
    const text = "It changes what people may move, or who signs for it.";
    reasons.push(reasonOf(kind, "money-limits", text));
  }
  if (bulkRows > 0 && kind !== "bulk")
    reasons.push(reasonOf(kind, "bulk", `It is one of ${bulkRows} rows of a bulk override.`));
  return reasons;
}

function withoutRepeats(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [reason.rule, reason])).values()];
}
