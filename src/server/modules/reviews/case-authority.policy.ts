import type { CaseDecisionKind, Suggestion } from "#core/contracts/reviews.ts";
import { grantOf } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";

/** From this suspicion on (basis points), a role whose grant is limited hands the case on instead of deciding it. */
export const LIMITED_SCORE_BP = 4_000;

/** How long the person who decided may take it back, in business time. */
export const UNDO_MS = 10 * 60_000;

export interface JudgedCase {
  readonly state: "open" | "escalated" | "closed";
  readonly scoreBp: number;
  readonly escalatedBy: string | null;
}

/** The sentence that says why this person may not clear or refund the case; null when they may. */
export function whyNotDecide(
  person: { userId: string; role: Role },
  judged: JudgedCase,
): string | null {
  const grant = grantOf(person.role, "case:decide");
  if (grant === null) return "Your role reads cases; support and finance decide them.";
  if (judged.state === "closed") return "This case is closed.";
  if (judged.state === "escalated" && judged.escalatedBy === person.userId) {
    return "You escalated this case; another person decides it.";
  }
  if (grant !== "limited") return null;
  if (judged.state === "escalated") return "This case was escalated; finance decides it.";
  if (judged.scoreBp < LIMITED_SCORE_BP) return null;
  return `The suspicion is ${percent(judged.scoreBp)}; from ${percent(LIMITED_SCORE_BP)} on finance decides. Escalate it with what you know.`;
}

/** The sentence that says why the case cannot be escalated; null when it can. */
export function whyNotEscalate(judged: JudgedCase): string | null {
  if (judged.state === "closed") return "This case is closed.";
  return judged.state === "escalated"
    ? "This case is escalated already; clear it or refund."
    : null;
}

/** The suspicion up to which this role decides, in basis points; null without a limit. */
export function scoreLimitOf(role: Role): number | null {
  return grantOf(role, "case:decide") === "limited" ? LIMITED_SCORE_BP : null;
}

/**
 * Whether a decision goes against the suggestion. "Investigate" asks a person to find out, so that no outcome of it
 * contradicts the machine.
 */
export function differs(decision: CaseDecisionKind, suggested: Suggestion["verdict"]): boolean {
  return suggested !== "investigate" && decision !== suggested;
}

/** Whether a person must say why: against the suggestion, and for whoever takes an escalated case up. */
export function needsReason(decision: CaseDecisionKind, suggested: Suggestion["verdict"]): boolean {
  return decision === "escalate" || differs(decision, suggested);
}

function percent(basisPoints: number): string {
  return `${Math.round(basisPoints / 100)} %`;
}
