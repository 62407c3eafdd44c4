import { systemActor } from "#server/platform/audit/audit-actor.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { postJournals } from "../ledger/index.ts";
import {
  findEndedDisputes,
  findRealisedConversions,
  findRepaidRefunds,
  type Standing,
} from "./clearing.repo.ts";
import { type Clearing, clearingJournal } from "./clearing-journal.ts";

type Rule = Pick<Clearing, "reason" | "from" | "to" | "description">;

const LOST: Rule = {
  reason: "dispute",
  from: "A.dispute_receivable",
  to: "E.dispute_loss",
  description: "dispute lost",
};
const REALISED: Rule = {
  reason: "fx",
  from: "X.fx",
  to: "E.fx_gain_loss",
  description: "conversion realised",
};
const REPAID: Rule = {
  reason: "refund-repaid",
  from: "L.customer_due",
  to: "I.refunds",
  description: "customer repaid by another refund",
};

/**
 * Moves what has found its end off the clearing accounts: lost disputes, realised conversions, customers repaid after a
 * refund came back. No balance transaction tells of these, so the journals are our own, and never touch Stripe's mirror.
 * Repeatable, in any number of workers: the same state gives the same keys. Out: how many journals were posted.
 */
export async function clearWhatEnded(runtime: Runtime): Promise<number> {
  const { db, scope, clock } = runtime;
  const eventAt = clock.now();
  const [lost, realised, repaid] = await Promise.all([
    findEndedDisputes(db, scope),
    findRealisedConversions(db, scope),
    findRepaidRefunds(db, scope),
  ]);
  const drafts = [
    ...lost.map((standing) => clearing(LOST, standing, eventAt)),
    ...realised.map((standing) => clearing(REALISED, standing, eventAt)),
    ...repaid.map(({ repaidBy, ...standing }) => ({
      ...clearing(REPAID, standing, eventAt),
      sourceId: repaidBy,
    })),
  ].map(clearingJournal);
  if (drafts.length === 0) return 0;
  const author = { by: systemActor("clearing"), commandId: null };
  const posted = await db.transaction((tx) => postJournals(tx, scope, drafts, author));
  return posted.size;
}

function clearing(rule: Rule, standing: Standing, eventAt: Date): Clearing {
  return { ...rule, ...standing, eventAt };
}
