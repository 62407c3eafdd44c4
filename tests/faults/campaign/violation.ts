import type { Evidence } from "./evidence.ts";

/** What a violation counts as in the last line of a campaign; `other` fails it too. */
export type Harm = "duplicate" | "lost" | "drift" | "unknown" | "other";

export interface Violation {
  readonly harm: Harm;
  readonly text: string;
}

/** Looks at the evidence of a run and says what is not as it must be. */
export type Invariant = (evidence: Evidence) => readonly Violation[];

/** Violations of one harm, from texts. */
export function harms(harm: Harm, texts: readonly string[]): Violation[] {
  return texts.map((text) => ({ harm, text }));
}
