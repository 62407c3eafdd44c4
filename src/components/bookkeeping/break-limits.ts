import type { BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";

/** Why something cannot be done with a break now; undefined where it can. */
export interface BreakLimits {
  readonly work: string | undefined;
  readonly note: string | undefined;
  readonly propose: string | undefined;
  readonly writeOff: string | undefined;
}

const RESOLVED = "A run no longer found it; it opens again by itself if one does.";
const PROPOSED = "A change waits for its signature.";
const LOADING = "Waits for what the books say.";

/** What the state of a break and what stands in the books allow. */
export function limitsOf(
  { state }: Pick<BreakDetailDto, "state">,
  help: Pick<BreakHelp, "instead" | "writeOff"> | undefined,
): BreakLimits {
  const over = state === "resolved" ? RESOLVED : undefined;
  const waits = over ?? (state === "proposed" ? PROPOSED : undefined);
  const needsBooks = waits ?? (help === undefined ? LOADING : undefined);
  return {
    work: waits,
    note: over,
    propose: needsBooks ?? help?.instead ?? undefined,
    writeOff:
      needsBooks ??
      help?.instead ??
      (help?.writeOff ? undefined : "Nothing stands that could be written off."),
  };
}
