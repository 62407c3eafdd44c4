import * as z from "zod/mini";
import { moneySchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import type { AccountScope } from "#core/mode.ts";
import { add, type Money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { CommandRow } from "../commands/index.ts";
import { readDecision } from "../commands/index.ts";
import { toBase } from "../refunds/index.ts";
import { reviveAmounts } from "./books-params.ts";

/** What is at stake together, in the base currency by the rates of now; null where a rate is missing or nothing is. */
export async function sumInBase(
  tx: Transaction,
  scope: AccountScope,
  amounts: readonly Money[],
  now: Date,
): Promise<Money | null> {
  const bases: Money[] = [];
  for (const amount of amounts) {
    const { amount: base } = await toBase(tx, scope, amount, now);
    if (base === null) return null;
    bases.push(base);
  }
  const [first, ...rest] = bases;
  return first === undefined ? null : rest.reduce(add, first);
}

/** What was at stake when the command was asked for, in its own currencies. */
export function storedStake({ policyDecision }: CommandRow): readonly Money[] {
  const atStake = readDecision(policyDecision).facts["atStake"];
  const stored: unknown = JSON.parse(typeof atStake === "string" ? atStake : "[]", reviveAmounts);
  return z.parse(z.array(moneySchema), stored).map((amount) => {
    return { amountMinor: amount.amountMinor, currency: currency(amount.currency) };
  });
}
