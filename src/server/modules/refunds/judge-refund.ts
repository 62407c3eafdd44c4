import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { convert } from "#core/fx.ts";
import type { AccountScope } from "#core/mode.ts";
import { type Money, money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { findRate } from "../ledger/index.ts";
import type { RefundFacts } from "../policies/index.ts";
import { findBaseCurrency } from "./refund-facts.repo.ts";

const DAY_MS = 86_400_000;

/** Whole days between two instants, rounded up, so that a minute past the limit counts as past it. */
export function ageInDays(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / DAY_MS));
}

/** The instant 24 hours before. */
export function dayBefore(at: Date): Date {
  return new Date(at.getTime() - DAY_MS);
}

/** An amount in the base currency, for limits; `amount` is null when no rate of the last seven days is known. */
export interface BaseAmount {
  readonly baseCurrency: Money["currency"];
  readonly amount: Money | null;
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

/** The facts of a decision as they are kept with the command: amounts as text. */
export function writeFacts(facts: RefundFacts): Record<string, string | number | boolean | null> {
  return {
    role: facts.role,
    fraudulent: facts.fraudulent,
    amountBase: facts.amountBase?.amountMinor.toString() ?? null,
    movedBase: facts.movedBase.amountMinor.toString(),
    baseCurrency: facts.movedBase.currency,
    paymentAgeDays: facts.paymentAgeDays,
    disputed: facts.disputed,
    earlierRefunds24h: facts.earlierRefunds24h,
  };
}

/** The two facts that were settled under the person's lock when the command was made, and are not counted again. */
export function readSettledFacts(
  stored: Readonly<Record<string, unknown>>,
  baseCurrency: string,
): Pick<RefundFacts, "movedBase" | "earlierRefunds24h"> {
  const moved = stored["movedBase"];
  const earlier = stored["earlierRefunds24h"];
  return {
    movedBase: money(BigInt(typeof moved === "string" ? moved : 0), baseCurrency),
    earlierRefunds24h: typeof earlier === "number" ? earlier : 0,
  };
}
