import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { DisputeRow } from "./dispute-row.ts";

/** Writes disputes as they are now. */
export async function upsertDisputes(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly DisputeRow[],
): Promise<void> {
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { id, ...rest } = row;
    const changing = {
      ...rest,
      enhancedEligibility: [...row.enhancedEligibility],
      balanceTransactionIds: [...row.balanceTransactionIds],
    };
    await tx.dispute.upsert({
      where: { accountId_livemode_id: { ...scope, id } },
      create: { ...scope, id, ...changing },
      update: changing,
    });
  }
}
