import { BULK_LIMITS } from "#core/contracts/bulk.ts";

/** How the run of a bulk stands: how many of its rows wait, were placed as commands, and of these have no answer yet. */
export interface RunStanding {
  readonly canary: boolean;
  readonly waiting: number;
  readonly placed: number;
  /** Held, at Stripe, without an answer, or waiting for a signature of its own. */
  readonly open: number;
}

/** `release`: place the next row. `rest`: wait for answers. `ask`: the canary is done, a person decides. `finish`: all is done. */
export type RunStep = "release" | "rest" | "ask" | "finish";

/**
 * What a running bulk does next. `free`: how many more rows of all bulks may be under way. A row that is refused before it
 * is placed proves nothing, so it does not count for the canary. Pure.
 */
export function nextStep({ canary, waiting, placed, open }: RunStanding, free: number): RunStep {
  if (waiting === 0) return open === 0 ? "finish" : "rest";
  if (canary && placed >= BULK_LIMITS.canary) return open === 0 ? "ask" : "rest";
  return free > 0 && open < BULK_LIMITS.underWay ? "release" : "rest";
}
