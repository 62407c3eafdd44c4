import * as z from "zod/mini";
import type { BooksChangeKind } from "#core/contracts/books-changes.ts";
import { moneySchema } from "#core/contracts/shared.ts";
import { currency } from "#core/currency.ts";
import type { AccountScope } from "#core/mode.ts";
import { add, type Money } from "#core/money.ts";
import { NOTHING_MOVED, type OverrideFacts, UNREMARKABLE } from "#core/override-facts.ts";
import type { Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { CommandRow } from "../commands/index.ts";
import { readDecision } from "../commands/index.ts";
import { toBase } from "../ledger/index.ts";
import { reviveAmounts } from "./books-params.ts";

/** A change of the books as the policy looks at it. */
export interface JudgedChange {
  readonly kind: BooksChangeKind;
  readonly role: Role;
  /** What may be wrong if the change is; where nothing may, the amount that lists show. */
  readonly atStake: readonly Money[];
  readonly amount: Money;
  readonly exceptions: readonly string[];
  readonly stale: string | null;
}

/** The facts of a change at business time `at`; the amount is what is at stake together, by the rates of then. */
export async function factsOfChange(
  tx: Transaction,
  scope: AccountScope,
  { atStake, amount: shown, ...change }: JudgedChange,
  at: Date,
): Promise<OverrideFacts> {
  const [first = shown, ...rest] = atStake;
  const { baseCurrency, amount } = await toBase(tx, scope, first, at);
  return {
    ...UNREMARKABLE,
    ...change,
    baseCurrency,
    amountBase: await addInBase(tx, scope, amount, rest, at),
    at,
    moved: NOTHING_MOVED,
  };
}

/** Null where a rate is missing. */
async function addInBase(
  tx: Transaction,
  scope: AccountScope,
  first: Money | null,
  rest: readonly Money[],
  at: Date,
): Promise<Money | null> {
  let sum = first;
  for (const amount of rest) {
    const { amount: base } = await toBase(tx, scope, amount, at);
    sum = sum !== null && base !== null ? add(sum, base) : null;
  }
  return sum;
}

/** What was at stake when the command was asked for, in its own currencies. */
export function storedStake({ policyDecision }: CommandRow): readonly Money[] {
  const atStake = readDecision(policyDecision).facts["atStake"];
  const stored: unknown = JSON.parse(typeof atStake === "string" ? atStake : "[]", reviveAmounts);
  return z.parse(z.array(moneySchema), stored).map((amount) => {
    return { amountMinor: amount.amountMinor, currency: currency(amount.currency) };
  });
}
