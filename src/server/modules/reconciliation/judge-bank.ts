import type { BreakFinding } from "../ledger/index.ts";
import type { BankItem } from "./bank-sides.repo.ts";
import { addBusinessDays, dayOf } from "./business-days.ts";
import { type LevelResult, magnitude } from "./level-result.ts";
import { latestValueDay } from "./match-payouts.ts";

/** How long a line of Stripe's may be unexplained: its payout may be told later. Business days, our own choice. */
const LINE_DAYS = 3;

/**
 * R5: each payout is on a statement, and each line that speaks of Stripe is a payout. What no statement covers yet, and what
 * waits for a person's word on a proposal, is expected.
 */
export function judgeBank(items: readonly BankItem[], asOf: Date): LevelResult {
  const open = items.filter(({ matched }) => !matched);
  const broken = open.filter((item) => isOverdue(item, asOf));
  const isBroken = new Set(broken);
  return {
    level: "R5",
    tallies: items
      .filter((item) => !isBroken.has(item))
      .map(({ currency, amount, matched }) => ({
        currency,
        matched: matched ? 1n : 0n,
        expected: matched ? 0n : 1n,
        value: magnitude(amount),
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

function findingOf({ side, id, currency, amount, at }: BankItem): BreakFinding {
  const isPayout = side === "payout";
  const type = isPayout ? "PAYOUT_NOT_IN_BANK" : "BANK_UNKNOWN";
  return {
    type,
    fingerprint: `${type}:${id}`,
    objectType: side,
    objectId: id,
    currency,
    amount,
    expected: isPayout ? 0n : amount,
    actual: isPayout ? amount : 0n,
    details: { day: at.toISOString().slice(0, 10) },
  };
}
