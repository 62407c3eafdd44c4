import type { ReconciliationLevel } from "#core/break-types.ts";
import type { AccountScope } from "#core/mode.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { AuditActor } from "../audit/index.ts";
import { postJournals } from "../ledger/index.ts";
import { bankJournals } from "./bank-journal.ts";
import { findLinesToPost, insertMatch } from "./matches.repo.ts";

/** One item of a side: a payout by Stripe's id, a bank line by ours. */
export interface MatchItem {
  readonly side: "payout" | "bank_line";
  readonly itemId: string;
}

/** What belongs together, who says so and how they know. */
export interface MatchDraft {
  readonly level: ReconciliationLevel;
  readonly method: "exact_id" | "exact_composite" | "confirmed";
  readonly items: readonly MatchItem[];
  /** The run that found it, or the approved command. */
  readonly runId?: string;
  readonly commandId?: string;
  readonly by: AuditActor;
  /** Business time. */
  readonly at: Date;
}

/**
 * Records that items belong together, in the caller's transaction, and posts the bank's side of it: for each bank line a
 * BANK journal from the money on its way to the account at the bank, once. Out: the match's id.
 * An item that is in a match already makes the whole transaction fail on the primary key of the items.
 */
export async function recordMatch(
  tx: Transaction,
  scope: AccountScope,
  match: MatchDraft,
): Promise<string> {
  const id = newId();
  await insertMatch(tx, scope, { id, ...match });
  const idsOf = (side: MatchItem["side"]) =>
    match.items.filter((item) => item.side === side).map(({ itemId }) => itemId);
  const lines = await findLinesToPost(tx, scope, idsOf("bank_line"));
  await postJournals(tx, scope, bankJournals(lines, idsOf("payout")), {
    by: match.by,
    commandId: match.commandId ?? null,
  });
  return id;
}
