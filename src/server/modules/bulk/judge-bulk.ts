import type { BulkTotal } from "#core/contracts/bulk.ts";
import type { RefundReason, VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import { add, type Money } from "#core/money.ts";
import { NOTHING_MOVED, type OverrideFacts, UNREMARKABLE } from "#core/override-facts.ts";
import type { Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type BaseAmount, nothing, toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce } from "../policies/index.ts";

/** What the policy in force says of a bulk, the facts it looked at, and the total in the base currency. */
export interface JudgedBulk {
  readonly verdict: VerdictDto;
  readonly facts: OverrideFacts;
  readonly base: BaseAmount;
}

/**
 * Judges a bulk by its total in the base currency and by how many rows it has. What its rows move counts for the sums of 24
 * hours and 30 days when they are placed, each for itself. `now` is business time.
 */
export async function judgeBulk(
  tx: Transaction,
  scope: Runtime["scope"],
  bulk: {
    readonly role: Role;
    readonly reason: RefundReason;
    readonly totals: readonly BulkTotal[];
    readonly rows: number;
    readonly now: Date;
  },
): Promise<JudgedBulk> {
  const { role, reason, rows, now } = bulk;
  const base = await totalInBase(tx, scope, bulk.totals, now);
  const facts: OverrideFacts = {
    ...UNREMARKABLE,
    kind: "bulk",
    role,
    baseCurrency: base.baseCurrency,
    amountBase: base.amount,
    at: now,
    fraudulent: reason === "fraudulent",
    bulkRows: rows,
    moved: NOTHING_MOVED,
  };
  return { verdict: decideOverride(await policyInForce(tx, scope), facts), facts, base };
}

/** Null as soon as one currency has no rate: a total that leaves money out would be too small. */
async function totalInBase(
  tx: Transaction,
  scope: Runtime["scope"],
  totals: readonly BulkTotal[],
  now: Date,
): Promise<BaseAmount> {
  let sum: Money | null = await nothing(tx, scope);
  const baseCurrency = sum.currency;
  for (const { amount } of totals) {
    const money = { amountMinor: amount.amountMinor, currency: currency(amount.currency) };
    const { amount: inBase } = await toBase(tx, scope, money, now);
    sum = sum && inBase && add(sum, inBase);
  }
  return { baseCurrency, amount: sum };
}
