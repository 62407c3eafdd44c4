import type { Runtime } from "#server/platform/runtime.ts";
import { findRiskCandidates, learnOutcomes } from "../risk/index.ts";
import { evaluatePayment } from "./evaluate-payment.ts";
import { reopenAbandonedRefunds } from "./reopen-abandoned-refunds.ts";
import { watchDeclines } from "./watch-declines.ts";

/** Older payments were looked at when they were young. */
const LOOK_BACK_MS = 48 * 3_600_000;
/** Payments of one run; with more, the newest come first and the others were looked at before. */
const MAX_PAYMENTS = 500;

/** What a run did: payments looked at, cases opened and raised, cases open again, and whether declines were looked at. */
export interface DetectorRun {
  readonly payments: number;
  readonly opened: number;
  readonly raised: number;
  readonly reopened: number;
  readonly declines: "looked" | "gated";
}

/**
 * Looks at recent payments and at the decline rates, and reopens cases whose refund came to nothing. Meant for every
 * minute and for the end of an import; a second run at the same time or later finds nothing new to say.
 */
export async function runDetectors(runtime: Runtime): Promise<DetectorRun> {
  const since = new Date(runtime.clock.now().getTime() - LOOK_BACK_MS);
  const reopened = await reopenAbandonedRefunds(runtime);
  const ids = await findRiskCandidates(runtime, since, MAX_PAYMENTS);
  const outcomes = await learnOutcomes(runtime);
  const results: string[] = [];
  for (const id of ids) results.push(await evaluatePayment(runtime, id, outcomes));
  const declines = await watchDeclines(runtime);
  if (declines !== "gated") results.push(...declines);
  return {
    payments: ids.length,
    opened: results.filter((result) => result === "opened").length,
    raised: results.filter((result) => result === "raised").length,
    reopened,
    declines: declines === "gated" ? "gated" : "looked",
  };
}
