import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** The base currency of the account; null before the first import. */
export async function findBaseCurrency(
  tx: Transaction,
  scope: AccountScope,
): Promise<string | null> {
  const account = await tx.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
    select: { baseCurrency: true },
  });
  return account?.baseCurrency ?? null;
}
