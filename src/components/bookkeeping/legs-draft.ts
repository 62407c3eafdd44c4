import type { BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { currency as currencyOf } from "#core/currency.ts";
import { formatMajor, parseMajor } from "#core/money.ts";

/** A leg as it is typed. `id` keeps its place while others come and go. */
export interface LegDraft {
  readonly id: number;
  readonly account: string;
  readonly side: "debit" | "credit";
  readonly amountText: string;
}

export interface LegsReading {
  /** The legs as they would be sent, debit positive; null while something is wrong or missing. */
  readonly legs: readonly { account: string; amount: MoneyDto }[] | null;
  /** Debits less credits of what can be read; zero when balanced. */
  readonly difference: bigint;
  /** The first thing that is wrong, as a sentence. */
  readonly problem: string | null;
}

const FEWEST = 2;

/** The legs that a suggestion starts with; two empty ones of `amount` where there is none. */
export function draftOf(suggestion: BreakHelp["suggestion"]): LegDraft[] {
  const legs = suggestion?.legs ?? [];
  if (legs.length === 0) {
    return [
      { id: 1, account: "", side: "debit", amountText: "" },
      { id: 2, account: "", side: "credit", amountText: "" },
    ];
  }
  return legs.map(({ account, amount }, place) => ({
    id: place + 1,
    account: account ?? "",
    side: amount.amountMinor < 0n ? "credit" : "debit",
    amountText: formatMajor({
      amountMinor: amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor,
      currency: amount.currency,
    }),
  }));
}

/** One more leg, on the side and with the amount that are missing for the balance. */
export function withLeg(draft: readonly LegDraft[], code: string): LegDraft[] {
  const { difference } = readLegs(draft, code);
  const missing = difference < 0n ? -difference : difference;
  const id = Math.max(0, ...draft.map((leg) => leg.id)) + 1;
  const amountText = missing === 0n ? "" : formatMajor({ amountMinor: missing, currency: code });
  return [...draft, { id, account: "", side: difference > 0n ? "credit" : "debit", amountText }];
}

/** Reads what is typed in major units of one currency. */
export function readLegs(draft: readonly LegDraft[], code: string): LegsReading {
  const read = draft.map((leg) => ({ leg, amount: parseMajor(leg.amountText, currencyOf(code)) }));
  const legs = read.map(({ leg, amount }) => {
    const minor = amount?.amountMinor ?? 0n;
    const amountMinor = leg.side === "debit" ? minor : -minor;
    return { account: leg.account, amount: { amountMinor, currency: code } };
  });
  const difference = legs.reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
  const problem = problemOf(read, difference);
  return { legs: problem === null ? legs : null, difference, problem };
}

function problemOf(
  read: readonly { leg: LegDraft; amount: { amountMinor: bigint } | null }[],
  difference: bigint,
): string | null {
  if (read.length < FEWEST) return "An entry has two legs at least.";
  if (read.some(({ leg }) => leg.account === "")) return "Choose the account of every leg.";
  if (read.some(({ amount }) => amount === null || amount.amountMinor <= 0n))
    return "Each leg needs an amount above zero, in the decimals of its currency.";
  return difference === 0n ? null : "Debits and credits must be equal.";
}
