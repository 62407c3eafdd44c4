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
const NOTHING_STANDS = "Nothing stands that could be written off.";
const LOADING = "Waits for what the books say.";

/** What the state of a break and what stands in the books allow. */
export function limitsOf(
  { state }: Pick<BreakDetailDto, "state">,
  help: Pick<BreakHelp, "instead" | "writeOff"> | undefined,
): BreakLimits {
  const waits = waitsOf(state);
  const needsBooks = waits ?? (help === undefined ? LOADING : (help.instead ?? undefined));
  return {
    work: waits,
    note: state === "resolved" ? RESOLVED : undefined,
    propose: needsBooks,
    writeOff: needsBooks ?? (help?.writeOff ? undefined : NOTHING_STANDS),
  };
}

function waitsOf(state: BreakDetailDto["state"]): string | undefined {
  if (state === "resolved") return RESOLVED;
  return state === "proposed" ? PROPOSED : undefined;
}
