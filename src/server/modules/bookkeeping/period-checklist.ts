import type { PeriodCheckDto } from "#core/contracts/bookkeeping.ts";
import { formatMajor } from "#core/money.ts";
import type { ChecklistFacts } from "./checklist.repo.ts";

/** The month that is checked, and whether an earlier one is still open. Business time. */
export interface CheckedMonth {
  readonly end: Date;
  readonly now: Date;
  readonly isNext: boolean;
}

type Check = PeriodCheckDto;

/**
 * What must hold before a month is signed. Pure. What `blocks` has to be done; what is `listed` is explained on the spot
 * and may be closed over with a manager's signature.
 */
export function checklistOf(facts: ChecklistFacts, month: CheckedMonth): Check[] {
  return [
    over(month),
    order(month),
    feed(facts, month),
    drift(facts, month),
    run(facts, month),
    pending(facts),
    breaks(facts),
    suspense(facts),
    payouts(facts),
    bank(facts),
  ];
}

function check(
  id: string,
  title: string,
  state: Check["state"],
  text: string,
  href: string | null = null,
): Check {
  return { id, title, state, text, href };
}

function over({ end, now }: CheckedMonth): Check {
  const done = end <= now;
  return check(
    "over",
    "The month is over",
    done ? "done" : "blocks",
    done ? "It has ended." : "The current month cannot be closed.",
  );
}

function order({ isNext }: CheckedMonth): Check {
  return check(
    "order",
    "Earlier months are closed",
    isNext ? "done" : "blocks",
    isNext ? "All of them are." : "Months are closed in order; an earlier one is open.",
  );
}

function feed({ drainedTo }: ChecklistFacts, { end }: CheckedMonth): Check {
  const done = drainedTo !== null && drainedTo >= end;
  const text = done
    ? "Every transaction to the month's end was pulled."
    : "Not every transaction to the month's end was pulled yet.";
  return check("feed", "The feed is complete", done ? "done" : "blocks", text, "/ledger");
}

function drift({ readings }: ChecklistFacts, { end }: CheckedMonth): Check {
  const title = "The books equal Stripe's balance";
  const off = readings.filter((reading) => reading.drift !== 0n);
  const old = readings.filter(({ readAt }) => readAt < end);
  if (readings.length === 0)
    return check("drift", title, "blocks", "Stripe's balance was never compared.", "/ledger");
  if (off.length > 0) {
    const amounts = off.map(({ currency, drift: amount }) => moneyWords(amount ?? 0n, currency));
    return check("drift", title, "blocks", `They differ by ${amounts.join(", ")}.`, "/ledger");
  }
  if (old.length > 0)
    return check("drift", title, "blocks", "Not compared since the month ended.", "/ledger");
  return check("drift", title, "done", "Compared after the month's end: no difference.", "/ledger");
}

function run({ lastRun }: ChecklistFacts, { end }: CheckedMonth): Check {
  const done = lastRun !== null && lastRun.asOf >= end;
  const text = done
    ? "A run over all levels looked at it after the month's end."
    : "No run over all levels has looked at it since the month ended.";
  return check(
    "run",
    "Reconciled on every level",
    done ? "done" : "blocks",
    text,
    "/reconciliation",
  );
}

function pending({ pending: count }: ChecklistFacts): Check {
  const title = "No change of the books waits";
  if (count === 0n) return check("pending", title, "done", "None is on its way.");
  return check(
    "pending",
    title,
    "blocks",
    `${count} on their way: decide them first.`,
    "/approvals",
  );
}

function breaks({ breaks: open }: ChecklistFacts): Check {
  const title = "No break is open";
  if (open.length === 0) return check("breaks", title, "done", "None up to the month's end.");
  const parts = open.map(({ level, count }) => `${count} on ${level}`);
  const href = "/reconciliation";
  return check("breaks", title, "listed", `Breaks are open: ${parts.join(", ")}.`, href);
}

function suspense({ suspense: balances }: ChecklistFacts): Check {
  const title = "Suspense is empty";
  if (balances.length === 0) return check("suspense", title, "done", "Nothing stands there.");
  const amounts = balances.map(({ currency, balance }) => moneyWords(balance, currency));
  return check("suspense", title, "listed", `${amounts.join(", ")} stand in suspense.`, "/ledger");
}

function payouts({ payouts: { arrived, unmatched } }: ChecklistFacts): Check {
  const title = "Payouts are matched or explained";
  const href = "/reconciliation/bank";
  if (arrived === 0n) return check("payouts", title, "done", "None arrived in the month.", href);
  if (unmatched === 0n) return check("payouts", title, "done", `All ${arrived} are.`, href);
  const text = `${unmatched} of ${arrived} payouts are neither on a statement nor a break.`;
  return check("payouts", title, "listed", text, href);
}

function bank({ banks }: ChecklistFacts): Check {
  const title = "Statements cover the month";
  const href = "/reconciliation/bank";
  if (banks.length === 0)
    return check("bank", title, "listed", "No account at a bank is set up.", href);
  const open = banks.filter(({ covered }) => !covered).map(({ label }) => label);
  if (open.length === 0) return check("bank", title, "done", "For every account.", href);
  return check("bank", title, "listed", `Not to its end: ${open.join(", ")}.`, href);
}

function moneyWords(amountMinor: bigint, currency: string): string {
  return `${formatMajor({ amountMinor, currency })} ${currency.toUpperCase()}`;
}
