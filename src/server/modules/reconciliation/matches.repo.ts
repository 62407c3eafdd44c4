import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { ExplainedLine } from "./bank-journal.ts";

/** A match with its items, as it is stored. */
interface StoredMatch {
  readonly id: string;
  readonly level: string;
  readonly method: string;
  readonly items: readonly { readonly side: string; readonly itemId: string }[];
  readonly runId?: string;
  readonly commandId?: string;
  readonly at: Date;
}

/** Writes a match and its items; the items' primary key refuses one that is used. */
export async function insertMatch(
  tx: Transaction,
  scope: AccountScope,
  { id, level, method, items, runId, commandId, at }: StoredMatch,
): Promise<void> {
  await tx.reconciliationMatch.create({
    data: {
      ...scope,
      id,
      level,
      method,
      runId: runId ?? null,
      commandId: commandId ?? null,
      createdAt: at,
    },
  });
  await tx.reconciliationMatchItem.createMany({
    data: items.map(({ side, itemId }) => ({ ...scope, side, itemId, matchId: id })),
  });
}

/** Bank lines with what their journals need. */
export async function findLinesToPost(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<ExplainedLine[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<ExplainedLine[]>`
    SELECT l.id, l.value_on AS "valueOn", l.amount, l.currency, a.identifier_hash AS "identifierHash"
    FROM bank_line l JOIN bank_account a ON a.id = l.bank_account_id
    WHERE l.account_id = ${scope.accountId} AND l.livemode = ${scope.livemode} AND l.id = ANY(${[...ids]}::uuid[])
    ORDER BY l.id`;
}
