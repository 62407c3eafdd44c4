import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { convert } from "#core/fx.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findBaseCurrency } from "./base-currency.repo.ts";
import { findRate } from "./fx-rate.repo.ts";

/** An amount in the base currency, for limits; `amount` is null when no rate of the last seven days is known. */
export interface BaseAmount {
  readonly baseCurrency: Money["currency"];
  readonly amount: Money | null;
}

/** No money, in the base currency. Throws SERVICE_UNAVAILABLE before the account itself was imported. */
export async function nothing(tx: Transaction, scope: AccountScope): Promise<Money> {
  const code = await findBaseCurrency(tx, scope);
  if (code === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "import" });
  return { amountMinor: 0n, currency: currency(code) };
}

/** Converts for limits. Throws SERVICE_UNAVAILABLE before the account itself was imported. */
export async function toBase(
  tx: Transaction,
  scope: AccountScope,
  amount: Money,
  now: Date,
): Promise<BaseAmount> {
  const code = await findBaseCurrency(tx, scope);
  if (code === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "import" });
  const baseCurrency = currency(code);
  if (amount.currency === baseCurrency) return { baseCurrency, amount };
  const rate = await findRate(tx, now, amount.currency, baseCurrency);
  return { baseCurrency, amount: rate && convert(amount, rate) };
}
