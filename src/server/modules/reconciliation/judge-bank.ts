import type { BreakFinding } from "../ledger/index.ts";
import type { BankItem } from "./bank-sides.repo.ts";
import { addBusinessDays, dayOf } from "./business-days.ts";
import { type LevelResult, magnitude } from "./level-result.ts";
import { latestValueDay } from "./match-payouts.ts";

/** How long a line of Stripe's may be unexplained: its payout may be told later. Business days, our own choice. */
const LINE_DAYS = 3;

/**
 * R5: each payout is on a statement, and each line that speaks of Stripe is a payout. What no statement covers yet, and what
 * waits for a person's word on a proposal, is expected. A line that the bank tells otherwise than it was booked is a break,
 * and its match covers nothing until the books say what the bank says.
 */
export function judgeBank(items: readonly BankItem[], asOf: Date): LevelResult {
  const amended = items.filter(({ booked, amount }) => booked !== null && booked !== amount);
  const uncovered = new Set(amended.map(({ matchId }) => matchId));
  const broken = [...amended, ...items.filter((item) => !item.matched && isOverdue(item, asOf))];
  const isBroken = new Set(broken);
  const isCovered = ({ matched, matchId }: BankItem): boolean =>
    matched && (matchId === null || !uncovered.has(matchId));
  return {
    level: "R5",
    tallies: items
      .filter((item) => !isBroken.has(item))
      .map((item) => ({
        currency: item.currency,
        matched: isCovered(item) ? 1n : 0n,
        expected: isCovered(item) ? 0n : 1n,
        value: magnitude(item.amount),
      })),
    broken: broken.map((item) => ({
      currency: item.currency,
      value: magnitude(item.amount),
      findings: [findingOf(item)],
    })),
    complete: true,
  };
}

function isOverdue({ side, at, proposed, coveredFrom, coveredTo }: BankItem, asOf: Date): boolean {
  if (proposed) return false;
  const today = dayOf(asOf);
  if (side === "bank_line") return addBusinessDays(at, LINE_DAYS) < today;
  const due = latestValueDay(at);
  if (coveredFrom === null || coveredTo === null) return false;
  return due < today && dayOf(at) >= coveredFrom && due <= coveredTo;
}

function findingOf({ side, id, currency, amount, at, booked }: BankItem): BreakFinding {
  const isPayout = side === "payout";
  const type =
    booked === null ? (isPayout ? "PAYOUT_NOT_IN_BANK" : "BANK_UNKNOWN") : "BANK_AMENDED";
  const amounts =
    booked === null
      ? { amount, expected: isPayout ? 0n : amount, actual: isPayout ? amount : 0n }
      : { amount: booked - amount, expected: amount, actual: booked };
  return {
    type,
    fingerprint: `${type}:${id}`,
    objectType: side,
    objectId: id,
    currency,
    ...amounts,
    details: { day: at.toISOString().slice(0, 10) },
  };
}
