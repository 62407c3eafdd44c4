import { type Currency, currency } from "#core/currency.ts";
import { convert } from "#core/fx.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import type { Database } from "#server/platform/db/database.ts";
import { findRate } from "../ledger/index.ts";

/**
 * An amount in minor units of the base currency, for ranking only. Without a rate of the last seven days the amount is
 * taken at par: a wrong rank is better than a case nobody sees.
 */
export async function toBaseForRank(
  db: Database,
  scope: AccountScope,
  amount: Money,
  now: Date,
): Promise<bigint> {
  const base = await findBase(db, scope);
  if (base === null || base === amount.currency) return amount.amountMinor;
  const rate = await findRate(db.prisma, now, amount.currency, base);
  const { numerator, denominator } = rate ?? { numerator: 1n, denominator: 1n };
  return convert(amount, { from: amount.currency, to: base, numerator, denominator }).amountMinor;
}

async function findBase(db: Database, scope: AccountScope): Promise<Currency | null> {
  const account = await db.prisma.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
  });
  return account === null ? null : currency(account.baseCurrency);
}
