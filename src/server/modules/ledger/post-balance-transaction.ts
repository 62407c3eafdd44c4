import type { BreakType } from "#core/break-types.ts";
import type { BreakFinding } from "./break-finding.ts";
import {
  type AccountCode,
  isKnownBalanceType,
  type JournalKind,
  stripeBalanceAccount,
} from "./chart-of-accounts.ts";
import { counterAccount, feeAccount } from "./counter-accounts.ts";

/** Raised with each change of the posting rule: a journal tells which rule wrote it. */
export const POSTING_RULE_VERSION = 2;

/** What the posting rule reads of a balance transaction. Amounts are minor units of `currency`, signed as Stripe does. */
export interface TransactionFacts {
  readonly id: string;
  readonly type: string;
  readonly reportingCategory: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly currency: string;
  readonly status: string;
  readonly balanceType: string;
  readonly createdAt: Date;
  readonly availableOn: Date;
  readonly feeDetails: readonly {
    readonly type: string;
    readonly amount: bigint;
    readonly currency: string;
  }[];
  /** Stripe's rate as text; null when nothing was converted. Never calculated with. */
  readonly exchangeRate: string | null;
  readonly sourceId: string | null;
  /** What the customer paid or got in their own currency, without sign; null when unknown. */
  readonly sourceMoney: { readonly amount: bigint; readonly currency: string } | null;
}

/** One leg: debit positive, credit negative, in minor units of `currency`; never zero. */
export interface Leg {
  readonly account: AccountCode;
  readonly currency: string;
  readonly amount: bigint;
}

/** A journal before it has a number. Its legs sum to zero in each currency. */
export interface JournalDraft {
  readonly key: string;
  readonly kind: JournalKind;
  readonly eventAt: Date;
  readonly sourceId: string;
  readonly objectId: string | null;
  readonly description: string;
  readonly legs: readonly Leg[];
  /** The journal that this one takes back; each is taken back at most once. */
  readonly reversesId?: bigint;
}

/** `journal` is null when every amount of the transaction is zero: there is nothing to post. */
export interface Posting {
  readonly journal: JournalDraft | null;
  readonly breaks: readonly BreakFinding[];
}

/**
 * The one posting rule: debit Stripe's balance with the net, debit each fee, credit the counter account with the gross.
 * Total: whatever Stripe sends gives one balanced journal or, when all is zero, none; what is not understood stands in
 * suspense with a break. Source of `net = amount - fee`: the Stripe API reference, balance transaction.
 */
export function postBalanceTransaction(facts: TransactionFacts): Posting {
  const counter = counterAccount(facts.type, facts.reportingCategory);
  const own = facts.feeDetails.filter((detail) => detail.currency === facts.currency);
  const legs: Leg[] = [
    leg(stripeBalanceAccount(facts.balanceType, postedSegment(facts)), facts.currency, facts.net),
    ...own.map((detail) =>
      leg(feeAccount(detail.type, counter) ?? "X.suspense", facts.currency, detail.amount),
    ),
    ...counterLegs(facts, isForeign(facts) ? "X.suspense" : (counter ?? "X.suspense")),
  ];
  const residue = -total(legs, facts.currency);
  const posted = [...legs, leg("X.suspense", facts.currency, residue)].filter(
    ({ amount }) => amount !== 0n,
  );
  return {
    journal: posted.length === 0 ? null : draft(facts, posted),
    breaks: [
      ...unmappedBreaks(facts, counter === null),
      ...currencyBreaks(facts, total(own)),
      ...arithmeticBreaks(facts, own.length === facts.feeDetails.length ? total(own) : null),
      ...(isConverted(facts) && facts.sourceMoney === null
        ? [found(facts, "FX_SOURCE_UNKNOWN", facts.amount)]
        : []),
    ],
  };
}

/**
 * The journal that moves a transaction's net from the segment it was posted to (`from`) into the available one; null when
 * the net is zero or it is there already. Posted once Stripe itself says that the money is available.
 */
export function settleBalanceTransaction(
  facts: TransactionFacts,
  from: string,
): JournalDraft | null {
  if (from === "available" || facts.net === 0n) return null;
  const move = (status: string, amount: bigint): Leg =>
    leg(stripeBalanceAccount(facts.balanceType, status), facts.currency, amount);
  return {
    key: `bt:${facts.id}:settle`,
    kind: "BT_SETTLE",
    eventAt: facts.availableOn,
    sourceId: facts.id,
    objectId: facts.sourceId,
    description: `${facts.type} became available`,
    legs: [move("available", facts.net), move(from, -facts.net)],
  };
}

/**
 * Where the money was when Stripe booked it. A transaction that we first see when it is available was pending before if
 * Stripe set a later day: so the journals are the same whenever and however often it was read.
 */
export function postedSegment(
  facts: Pick<TransactionFacts, "status" | "createdAt" | "availableOn">,
): string {
  if (facts.status !== "available") return facts.status;
  return facts.availableOn > facts.createdAt ? "pending" : "available";
}

function draft(facts: TransactionFacts, legs: readonly Leg[]): JournalDraft {
  return {
    key: `bt:${facts.id}`,
    kind: "BT",
    eventAt: facts.createdAt,
    sourceId: facts.id,
    objectId: facts.sourceId,
    description:
      facts.reportingCategory === facts.type
        ? facts.type
        : `${facts.type} (${facts.reportingCategory})`,
    legs,
  };
}

/** Only the two integers Stripe gives are posted; the rate itself is a float and never used. */
function counterLegs(facts: TransactionFacts, counter: AccountCode): Leg[] {
  if (!isConverted(facts)) return [leg(counter, facts.currency, -facts.amount)];
  const settled = leg("X.fx", facts.currency, -facts.amount);
  if (facts.sourceMoney === null) return [settled];
  const { currency } = facts.sourceMoney;
  const signed = facts.amount < 0n ? -facts.sourceMoney.amount : facts.sourceMoney.amount;
  return [settled, leg("X.fx", currency, signed), leg(counter, currency, -signed)];
}

function isConverted(facts: TransactionFacts): boolean {
  return facts.exchangeRate !== null && facts.sourceMoney?.currency !== facts.currency;
}

/** Nothing was converted, and yet the source is in another currency: which of the two amounts is true is not known. */
function isForeign({ exchangeRate, sourceMoney, currency }: TransactionFacts): boolean {
  return exchangeRate === null && sourceMoney !== null && sourceMoney.currency !== currency;
}

function unmappedBreaks(facts: TransactionFacts, unknownCounter: boolean): BreakFinding[] {
  const unknown = [
    ...(unknownCounter ? [`type ${facts.type} (${facts.reportingCategory})`] : []),
    ...(isKnownBalanceType(facts.balanceType) ? [] : [`balance type ${facts.balanceType}`]),
    ...(["pending", "available"].includes(facts.status) ? [] : [`status ${facts.status}`]),
    ...facts.feeDetails
      .filter(({ type }) => feeAccount(type, null) === null)
      .map(({ type }) => `fee type ${type}`),
  ];
  return unknown.length === 0
    ? []
    : [found(facts, "UNMAPPED_TYPE", facts.amount, { unknown: unknown.join(", ") })];
}

/** Parts in another currency, which Stripe says cannot be; `ownFees` are those in the transaction's own. */
function currencyBreaks(facts: TransactionFacts, ownFees: bigint): BreakFinding[] {
  const fees = facts.feeDetails.filter(({ currency }) => currency !== facts.currency);
  const foreign = isForeign(facts);
  if (fees.length === 0 && !foreign) return [];
  const amount = (fees.length > 0 ? facts.fee - ownFees : 0n) + (foreign ? facts.amount : 0n);
  const parts = [
    ...fees.map(({ type, currency }) => `fee ${type} in ${currency.toUpperCase()}`),
    ...(foreign ? [`source in ${facts.sourceMoney?.currency.toUpperCase()}`] : []),
  ];
  return [found(facts, "CURRENCY_MISMATCH", amount, { parts: parts.join(", ") })];
}

/** `feeSum` is null when a fee detail is in another currency: then nothing can be added up. */
function arithmeticBreaks(facts: TransactionFacts, feeSum: bigint | null): BreakFinding[] {
  const net = facts.amount - facts.fee;
  return [
    ...(feeSum === null || feeSum === facts.fee
      ? []
      : [found(facts, "FEE_MISMATCH", facts.fee - feeSum)]),
    ...(net === facts.net ? [] : [found(facts, "AMOUNT_MISMATCH", facts.net - net)]),
  ];
}

function found(
  facts: TransactionFacts,
  type: BreakType,
  amount: bigint,
  details: Readonly<Record<string, string>> = {},
): BreakFinding {
  const fingerprint = `${type}:${facts.id}`;
  return {
    type,
    fingerprint,
    objectType: "balance_transaction",
    objectId: facts.id,
    currency: facts.currency,
    amount,
    details,
  };
}

function leg(account: AccountCode, currency: string, amount: bigint): Leg {
  return { account, currency, amount };
}

function total(items: readonly { amount: bigint; currency?: string }[], currency?: string): bigint {
  return items.reduce(
    (sum, item) => (currency === undefined || item.currency === currency ? sum + item.amount : sum),
    0n,
  );
}
