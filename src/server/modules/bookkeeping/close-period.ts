import type { BooksChange, PeriodCheckDto } from "#core/contracts/bookkeeping.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { systemActor } from "../audit/index.ts";
import { BALANCE_FEED } from "../ledger/index.ts";
import { balanceHash } from "./balance-hash.ts";
import { findBaseCurrency } from "./balances.repo.ts";
import type { BooksWork } from "./books-work.ts";
import { findChecklistFacts } from "./checklist.repo.ts";
import { nextToClose, tellPeriod } from "./lock-period.ts";
import { endOf, startOf } from "./month.ts";
import { checklistOf } from "./period-checklist.ts";
import {
  findPeriod,
  insertPeriodBalances,
  lockPeriods,
  savePeriod,
  sumMonth,
} from "./periods.repo.ts";

type Close = Extract<BooksChange, { kind: "period_close" }>;

/** A month that two people sign: its balances are kept with their hash, and it never changes again. */
export const periodClose: BooksWork<Close> = {
  async plan(tx, { scope, clock }, { month }) {
    const row = await findPeriod(tx, scope, month);
    if (row?.state !== "locked") throw refused("Lock the month before it is signed.");
    if (row.commandId !== null) throw refused("Its closing is asked for already.");
    const checks = await checkMonth(tx, scope, month, clock.now());
    const blocking = checks.find(({ state }) => state === "blocks");
    if (blocking) throw refused(`${blocking.title}: ${blocking.text}`);
    const balances = await sumMonth(tx, scope, { start: startOf(month), end: endOf(month) });
    const hash = balanceHash(month, balances);
    const baseCurrency = currency((await findBaseCurrency(tx, scope)) ?? "eur");
    return {
      target: { type: "period", id: month },
      amount: { amountMinor: 0n, currency: baseCurrency },
      atStake: [],
      title: `Close ${month} for ever with ${balances.length} balances.`,
      href: `/reconciliation/close?month=${month}`,
      facts: [
        ...checks.map(({ title, text }) => ({ label: title, value: text })),
        { label: "Balances (SHA-256)", value: hash },
      ],
      legs: [],
      exceptions: listed(checks),
      effect: { month, balanceHash: hash },
      reasonCode: "period_close",
    };
  },
  async begin(tx, scope, { change, commandId }) {
    await lockPeriods(tx, scope);
    const row = await findPeriod(tx, scope, change.month);
    if (row?.state !== "locked" || row.commandId !== null)
      throw refused("The month was unlocked or asked for meanwhile.");
    await savePeriod(tx, scope, change.month, { state: "locked", commandId });
  },
  async standing(tx, scope, command, { month }, now) {
    const row = await findPeriod(tx, scope, month);
    if (row?.state !== "locked" || row.commandId !== command.id)
      return { stale: "The month was unlocked meanwhile.", exceptions: [] };
    const checks = await checkMonth(tx, scope, month, now);
    const blocking = checks.find(({ state }) => state === "blocks");
    return {
      stale: blocking ? `${blocking.title}: ${blocking.text}` : null,
      exceptions: listed(checks),
    };
  },
  async execute(tx, { scope, clock }, command, { month }) {
    await lockPeriods(tx, scope);
    const balances = await sumMonth(tx, scope, { start: startOf(month), end: endOf(month) });
    const hash = balanceHash(month, balances);
    const signed: unknown = JSON.parse(command.requestBody);
    const isSigned =
      typeof signed === "object" &&
      signed !== null &&
      "balanceHash" in signed &&
      signed.balanceHash === hash;
    if (!isSigned)
      throw new DomainError("BOOKS_CHANGE_STALE", {
        why: "The balances are not those that were signed.",
      });
    await insertPeriodBalances(tx, scope, month, balances);
    await savePeriod(tx, scope, month, {
      state: "closed",
      closedAt: clock.now(),
      balanceHash: hash,
      checklist: await checkMonth(tx, scope, month, clock.now()),
    });
    await tellPeriod(tx, scope, {
      month,
      state: "closed",
      action: "period.closed",
      by: systemActor("executor"),
      commandId: command.id,
      balanceHash: hash,
    });
    return month;
  },
  async release(tx, scope, command, { month }) {
    await lockPeriods(tx, scope);
    const row = await findPeriod(tx, scope, month);
    if (row?.state !== "locked" || row.commandId !== command.id) return;
    await savePeriod(tx, scope, month, { state: "locked", commandId: null });
  },
};

/** The month's checklist as it stands at business time `now`. */
export async function checkMonth(
  tx: Transaction,
  scope: AccountScope,
  month: string,
  now: Date,
): Promise<PeriodCheckDto[]> {
  const [start, end] = [startOf(month), endOf(month)];
  const facts = await findChecklistFacts(tx, scope, { start, end }, BALANCE_FEED);
  return checklistOf(facts, { end, now, isNext: (await nextToClose(tx, scope, now)) === month });
}

function listed(checks: readonly PeriodCheckDto[]): string[] {
  return checks.filter(({ state }) => state === "listed").map(({ text }) => text);
}

function refused(why: string): DomainError {
  return new DomainError("PERIOD_STATE_CHANGED", { why });
}
