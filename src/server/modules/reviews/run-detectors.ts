import type { Runtime } from "#server/platform/runtime.ts";
import { findRiskCandidates, learnOutcomes, type Outcomes } from "../risk/index.ts";
import { evaluatePayment, lookBack } from "./evaluate-payment.ts";
import { reopenAbandonedRefunds } from "./reopen-abandoned-refunds.ts";
import { watchDeclines } from "./watch-declines.ts";

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
  const reopened = await reopenAbandonedRefunds(runtime);
  const ids = await findRiskCandidates(runtime, lookBack(runtime), MAX_PAYMENTS);
  let learned: Promise<Outcomes> | null = null;
  const learn = (): Promise<Outcomes> => (learned ??= learnOutcomes(runtime));
  const results: string[] = [];
  for (const id of ids) results.push(await evaluatePayment(runtime, id, learn));
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
