import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { MatchProposal } from "#server/platform/db/generated/client.ts";

/** What may belong together, as a run proposed it. */
export async function findProposal(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<MatchProposal | null> {
  return await tx.matchProposal.findFirst({ where: { id, ...scope } });
}

/** Moves a proposal on from one state; false when it is no longer there or in another. */
export async function moveProposal(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  move: { from: string; to: string; commandId: string | null },
): Promise<boolean> {
  const { count } = await tx.matchProposal.updateMany({
    where: { id, ...scope, state: move.from },
    data: { state: move.to, commandId: move.commandId },
  });
  return count === 1;
}

/** One side of a match: a payout, or a line of the bank with the account it is on. Amounts in minor units. */
export interface ProposedItem {
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly on: Date;
  readonly identifierHash: string | null;
  readonly text: string;
  /** Whether it is in a match already. */
  readonly isMatched: boolean;
}

/** The payouts and lines of a proposal as they are now, each side by id. */
export async function findProposedItems(
  tx: Transaction,
  scope: AccountScope,
  proposal: Pick<MatchProposal, "payoutIds" | "bankLineIds">,
): Promise<{ payouts: ProposedItem[]; lines: ProposedItem[] }> {
  const payouts = await tx.$queryRaw<ProposedItem[]>`
    SELECT p.id, p.amount, p.currency, p.arrival_at AS "on", NULL AS "identifierHash", p.status AS text,
      m.match_id IS NOT NULL AS "isMatched"
    FROM payout p LEFT JOIN reconciliation_match_item m ON m.account_id = p.account_id AND m.livemode = p.livemode
      AND m.side = 'payout' AND m.item_id = p.id
    WHERE p.account_id = ${scope.accountId} AND p.livemode = ${scope.livemode} AND p.id = ANY(${proposal.payoutIds})
    ORDER BY p.id`;
  const lines = await tx.$queryRaw<ProposedItem[]>`
    SELECT l.id::text AS id, l.amount, l.currency, l.value_on AS "on", b.identifier_hash AS "identifierHash",
      coalesce(l.reference, l.description) AS text, m.match_id IS NOT NULL AS "isMatched"
    FROM bank_line l JOIN bank_account b ON b.id = l.bank_account_id
    LEFT JOIN reconciliation_match_item m ON m.account_id = l.account_id AND m.livemode = l.livemode
      AND m.side = 'bank_line' AND m.item_id = l.id::text
    WHERE l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode} AND l.id::text = ANY(${proposal.bankLineIds})
    ORDER BY l.id`;
  return { payouts, lines };
}
