import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import { type BreakFinding, factsOf, postBalanceTransaction } from "../ledger/index.ts";
import { type BrokenItem, type LevelResult, magnitude } from "./level-result.ts";
import { type DoubtfulRow, findDoubtful, sumTransactionsByCurrency } from "./transactions.repo.ts";

/**
 * R1: each transaction adds up, is understood by the posting rule, tells the amount of its charge or refund, stands alone
 * for what it books, and is what it was. `changed` are R0's findings of what Stripe tells otherwise now.
 */
export async function judgeTransactions(
  tx: Transaction,
  scope: AccountScope,
  changed: readonly BreakFinding[],
): Promise<LevelResult> {
  const [totals, doubtful] = [
    await sumTransactionsByCurrency(tx, scope),
    await findDoubtful(
      tx,
      scope,
      changed.map(({ objectId }) => objectId),
    ),
  ];
  const broken = doubtful.rows.flatMap((row): BrokenItem[] => {
    const found = findingsOf(row, changed);
    const { currency, net } = row;
    return found.length === 0 ? [] : [{ currency, value: magnitude(net), findings: found }];
  });
  const tallies = totals.map(({ currency, items, value }) => {
    const own = broken.filter((item) => item.currency === currency);
    return {
      currency,
      matched: items - BigInt(own.length),
      expected: 0n,
      value: value - own.reduce((sum, item) => sum + item.value, 0n),
    };
  });
  return { level: "R1", tallies, broken, complete: doubtful.complete };
}

function findingsOf(row: DoubtfulRow, changed: readonly BreakFinding[]): BreakFinding[] {
  const raw = row.raw as object as StripeBalanceTransaction;
  return [
    ...changed.filter(({ objectId }) => objectId === row.id),
    ...(row.isCleared ? [] : postBalanceTransaction(factsOf(raw)).breaks),
    ...(row.isDouble ? [own(row, "DUPLICATE", { amount: row.net })] : []),
    ...(row.objectAmount === null
      ? []
      : [
          own(row, "AMOUNT_MISMATCH", {
            amount: row.amount - row.objectAmount,
            expected: row.objectAmount,
            actual: row.amount,
          }),
        ]),
  ];
}

function own(
  { id, currency, sourceId }: DoubtfulRow,
  type: "DUPLICATE" | "AMOUNT_MISMATCH",
  amounts: { amount: bigint; expected?: bigint; actual?: bigint },
): BreakFinding {
  return {
    type,
    fingerprint: `${type}:${id}`,
    objectType: "balance_transaction",
    objectId: id,
    currency,
    ...amounts,
    details: sourceId === null ? {} : { source: sourceId },
  };
}
