import { createHash } from "node:crypto";
import { canonicalJson } from "#core/canonical-json.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { TransactionFacts } from "./post-balance-transaction.ts";

/**
 * What the posting rule reads of Stripe's object. Amounts become bigint; a source that was expanded also tells what the
 * customer paid. Throws RangeError when Stripe sends an amount that is no integer, which its API excludes.
 */
export function factsOf(transaction: StripeBalanceTransaction): TransactionFacts {
  const { source } = transaction;
  return {
    id: transaction.id,
    type: transaction.type,
    reportingCategory: transaction.reporting_category,
    amount: BigInt(transaction.amount),
    fee: BigInt(transaction.fee),
    net: BigInt(transaction.net),
    currency: transaction.currency,
    status: transaction.status,
    balanceType: transaction.balance_type,
    createdAt: new Date(transaction.created * 1_000),
    availableOn: new Date(transaction.available_on * 1_000),
    feeDetails: transaction.fee_details.map((detail) => ({
      type: detail.type,
      amount: BigInt(detail.amount),
      currency: detail.currency,
    })),
    exchangeRate: transaction.exchange_rate === null ? null : String(transaction.exchange_rate),
    sourceId: typeof source === "string" || source === null ? source : source.id,
    sourceMoney: moneyOf(source),
  };
}

function moneyOf(source: unknown): TransactionFacts["sourceMoney"] {
  if (typeof source !== "object" || source === null) return null;
  const { amount, currency } = source as { amount?: unknown; currency?: unknown };
  if (typeof amount !== "number" || typeof currency !== "string") return null;
  return { amount: BigInt(Math.abs(amount)), currency };
}

/** The object as we keep it: of an expanded source no more than its amount, since a charge carries personal data. */
export function keptTransaction(transaction: StripeBalanceTransaction): object {
  const { source } = transaction;
  if (typeof source === "string" || source === null) return transaction;
  const { id, object, amount, currency } = source as {
    id: string;
    object: string;
    amount?: number;
    currency?: string;
  };
  return { ...transaction, source: { id, object, amount, currency } };
}

/** SHA-256 over what Stripe never changes of a balance transaction: all but its status, and its source by id. */
export function factsHash(facts: TransactionFacts): string {
  const fixed = {
    id: facts.id,
    type: facts.type,
    reportingCategory: facts.reportingCategory,
    amount: facts.amount,
    fee: facts.fee,
    net: facts.net,
    currency: facts.currency,
    balanceType: facts.balanceType,
    createdAt: facts.createdAt.toISOString(),
    feeDetails: facts.feeDetails.map((detail) => ({ ...detail })),
    exchangeRate: facts.exchangeRate,
    sourceId: facts.sourceId,
  };
  return createHash("sha256").update(canonicalJson(fixed)).digest("hex");
}
