import { addBusinessDays, dayOf } from "./business-days.ts";

/** A payout that is in no match yet; the amount is minor units, negative where Stripe collects. */
export interface OpenPayout {
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly arrivalAt: Date;
  readonly traceId: string | null;
}

/** A bank line that is in no match yet; money in is positive. */
export interface OpenLine {
  readonly id: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly valueOn: Date;
  readonly traceId: string | null;
}

/** A payout and a line that belong together beyond doubt. */
export interface FoundPair {
  readonly payoutId: string;
  readonly lineId: string;
  readonly method: "exact_id" | "exact_composite";
}

/** What may belong together; a person decides. */
export interface FoundProposal {
  readonly method: "same_day_sum" | "same_amount";
  /** Percent. Our own choice: a sum of several is seldom chance, one of several equal amounts is a guess. */
  readonly confidence: number;
  readonly payoutIds: readonly string[];
  readonly lineIds: readonly string[];
  readonly currency: string;
}

const DAYS_BEFORE = -1;
const DAYS_AFTER = 3;

/** The last day on which a payout's line may be on the statement. */
export function latestValueDay(arrivalAt: Date): Date {
  return addBusinessDays(arrivalAt, DAYS_AFTER);
}

/** Whether a line's day is within the window of a payout: a business day before its arrival to three after it. */
export function isInWindow(arrivalAt: Date, valueOn: Date): boolean {
  const day = dayOf(valueOn);
  return addBusinessDays(arrivalAt, DAYS_BEFORE) <= day && day <= latestValueDay(arrivalAt);
}

const equals = (payout: OpenPayout, line: OpenLine): boolean =>
  payout.amount === line.amount && payout.currency === line.currency;

/**
 * The pairs that need no person: by trace id with equal amount and currency, then by amount, currency and window where
 * either side has this one candidate only. Each item is in one pair at most.
 */
export function findPairs(payouts: readonly OpenPayout[], lines: readonly OpenLine[]): FoundPair[] {
  const byTrace = uniquePairs(payouts, lines, "exact_id", (payout, line) => {
    return payout.traceId !== null && payout.traceId === line.traceId && equals(payout, line);
  });
  const rest = without(payouts, lines, byTrace);
  const byAmount = uniquePairs(rest.payouts, rest.lines, "exact_composite", (payout, line) => {
    return equals(payout, line) && isInWindow(payout.arrivalAt, line.valueOn);
  });
  return [...byTrace, ...byAmount];
}

/** What the pairs leave over. */
export function without(
  payouts: readonly OpenPayout[],
  lines: readonly OpenLine[],
  pairs: readonly FoundPair[],
) {
  const usedPayouts = new Set(pairs.map(({ payoutId }) => payoutId));
  const usedLines = new Set(pairs.map(({ lineId }) => lineId));
  return {
    payouts: payouts.filter(({ id }) => !usedPayouts.has(id)),
    lines: lines.filter(({ id }) => !usedLines.has(id)),
  };
}

function uniquePairs(
  payouts: readonly OpenPayout[],
  lines: readonly OpenLine[],
  method: FoundPair["method"],
  fits: (payout: OpenPayout, line: OpenLine) => boolean,
): FoundPair[] {
  const byAmount = Map.groupBy(lines, ({ amount, currency }) => `${amount} ${currency}`);
  const candidates = payouts.map((payout) => ({
    payout,
    fitting: (byAmount.get(`${payout.amount} ${payout.currency}`) ?? []).filter((line) =>
      fits(payout, line),
    ),
  }));
  const wanted = Map.groupBy(
    candidates.flatMap(({ fitting }) => fitting),
    ({ id }) => id,
  );
  return candidates.flatMap(({ payout, fitting }) => {
    const [line, ...others] = fitting;
    if (line === undefined || others.length > 0 || wanted.get(line.id)?.length !== 1) return [];
    return [{ payoutId: payout.id, lineId: line.id, method }];
  });
}

/** What a person should look at: several payouts of one day that sum to a line, or equal amounts that fit more than one way. */
export function findProposals(
  payouts: readonly OpenPayout[],
  lines: readonly OpenLine[],
): FoundProposal[] {
  const days = Map.groupBy(
    payouts,
    ({ currency, arrivalAt }) => `${currency} ${dayOf(arrivalAt).toISOString()}`,
  );
  const groups = [...days.values()].filter((group) => group.length > 1);
  return lines.flatMap((line) => [
    ...groups
      .filter((group) => sumsTo(group, line))
      .map((group) => proposal("same_day_sum", 90, group, line)),
    ...payouts
      .filter((payout) => equals(payout, line) && isInWindow(payout.arrivalAt, line.valueOn))
      .map((payout) => proposal("same_amount", 50, [payout], line)),
  ]);
}

function sumsTo(group: readonly OpenPayout[], line: OpenLine): boolean {
  const [first] = group;
  return (
    first?.currency === line.currency &&
    isInWindow(first.arrivalAt, line.valueOn) &&
    group.reduce((sum, { amount }) => sum + amount, 0n) === line.amount
  );
}

function proposal(
  method: FoundProposal["method"],
  confidence: number,
  payouts: readonly OpenPayout[],
  line: OpenLine,
): FoundProposal {
  const payoutIds = payouts.map(({ id }) => id).toSorted();
  return { method, confidence, payoutIds, lineIds: [line.id], currency: line.currency };
}
