import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import {
  findOpenLines,
  findOpenPayouts,
  insertProposals,
  supersedeProposals,
} from "./bank-sides.repo.ts";
import { findPairs, findProposals, without } from "./match-payouts.ts";
import { recordMatch } from "./record-match.ts";

/** Matches payouts with bank lines as far as no person is needed, and proposes the rest. Out: how many pairs were made. */
export async function matchBank({ db, scope, clock }: Runtime, runId: string): Promise<number> {
  const [payouts, lines] = await Promise.all([
    findOpenPayouts(db, scope),
    findOpenLines(db, scope),
  ]);
  const pairs = findPairs(payouts, lines);
  const rest = without(payouts, lines, pairs);
  const at = clock.now();
  for (const { payoutId, lineId, method } of pairs) {
    const items = [
      { side: "payout", itemId: payoutId },
      { side: "bank_line", itemId: lineId },
    ] as const;
    const match = {
      level: "R5",
      method,
      items,
      runId,
      by: systemActor("reconciliation"),
      at,
    } as const;
    await db.transaction((tx) => recordMatch(tx, scope, match));
  }
  const proposals = findProposals(rest.payouts, rest.lines);
  await db.transaction(async (tx) => {
    await supersedeProposals(tx, scope);
    await insertProposals(tx, scope, proposals, { runId, at });
  });
  return pairs.length;
}
