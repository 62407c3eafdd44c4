import type { Hit } from "./stored-evidence.ts";

/** Only evidence this much stronger is news; less is the noise of looking again. */
const STRONGER = 1.15;

/** Whether a case already rests on this observation, or on one of its key that is about as strong. */
export function isAttached(hits: readonly Hit[], hit: Hit): boolean {
  return hits.some((known) => known.key === hit.key && hit.strength < known.strength * STRONGER);
}

/**
 * Whether a person has closed a case over this evidence: the same observation, not much stronger, and of a time that
 * they could see. What is wholly newer than their decision may be raised again.
 */
export function isSettled(
  closed: readonly { closedAt: Date; hits: readonly Hit[] }[],
  hit: Hit,
): boolean {
  return closed.some(({ closedAt, hits }) => isAttached(hits, hit) && hit.since < closedAt);
}
