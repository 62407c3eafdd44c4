import type { ExportRequest } from "#core/contracts/exports.ts";
import { accountLabel } from "../ledger/index.ts";
import { type AccountNames, accountNames } from "./account-names.ts";
import type { ExportSource, Reading } from "./export-source.ts";
import {
  countDailyTotals,
  countLegs,
  type DailyTotal,
  type JournalLeg,
} from "./journal-lines.repo.ts";
import { dailyBatches, legBatches } from "./journal-source.ts";

/**
 * One line of a journal for an accounting system. All lines with one `entry` are one journal there: of one day, in one
 * currency, and they sum to zero, as the books balance in each currency. Debit positive, minor units.
 */
export interface AccountingLine {
  /** At most 21 characters, which is what QuickBooks keeps of a number. */
  readonly entry: string;
  /** Never given to another entry of this account and mode, so that a second import is noticed. */
  readonly externalId: string;
  readonly date: Date;
  /** What the whole entry is about. */
  readonly memo: string;
  /** What this line is about. */
  readonly text: string;
  readonly account: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly taxRate: string;
}

type SystemFormat = Exclude<ExportRequest["format"], "csv">;

/** The lines of a journal file, every leg or the sums of each day; without the columns, which differ by system. */
export function accountingLines(
  format: SystemFormat,
): Pick<ExportSource<AccountingLine>, "permission" | "count" | "rows"> {
  return {
    permission: "ledger:read",
    count: (reading, request) =>
      request.detail === "daily" ? countDailyTotals(reading, request) : countLegs(reading, request),
    rows: (reading, request) => readLines(reading, request, format),
  };
}

async function* readLines(
  reading: Reading,
  request: ExportRequest,
  format: SystemFormat,
): AsyncGenerator<readonly AccountingLine[]> {
  const names = await accountNames(reading, format);
  const about = { names, taxRate: request.taxRate, space: spaceOf(reading) };
  if (request.detail === "daily") {
    for await (const totals of dailyBatches(reading, request)) yield linesOfDays(totals, about);
  } else {
    for await (const legs of legBatches(reading, request)) yield linesOfJournals(legs, about);
  }
}

/** What the lines of a file have in common. `space` keeps external ids of accounts and modes apart. */
export interface LineContext {
  readonly names: AccountNames;
  readonly taxRate: string;
  readonly space: string;
}

function spaceOf({ scope: { accountId, livemode } }: Reading): string {
  return `${accountId}:${livemode ? "live" : "test"}`;
}

/** One line a leg; a journal of two currencies becomes an entry in each. */
export function linesOfJournals(legs: readonly JournalLeg[], about: LineContext): AccountingLine[] {
  return inEntryOrder(
    legs.map((leg) => ({
      entry: `J${leg.journalId}-${leg.currency.toUpperCase()}`,
      externalId: `${about.space}:${leg.key}:${leg.currency}`,
      date: leg.accountingAt,
      memo: leg.description,
      text: [leg.key, leg.objectId, leg.paymentId].filter((part) => part !== null).join(" "),
      account: about.names(leg.code, leg.currency),
      currency: leg.currency,
      amount: leg.amount,
      taxRate: about.taxRate,
    })),
  );
}

/** One entry a day and currency, one line an account; what came and went on an account that day is left out. */
export function linesOfDays(totals: readonly DailyTotal[], about: LineContext): AccountingLine[] {
  return inEntryOrder(
    totals
      .filter(({ debits, credits }) => debits !== credits)
      .map(({ day, code, currency, debits, credits, entries }) => {
        const date = day.toISOString().slice(0, 10);
        return {
          entry: `D${date.replaceAll("-", "")}-${currency.toUpperCase()}`,
          externalId: `${about.space}:${date}:${currency}`,
          date: day,
          memo: `Stripe, ${date}, ${currency.toUpperCase()}`,
          text: `${accountLabel(code)}, ${entries} ${entries === 1n ? "entry" : "entries"}`,
          account: about.names(code, currency),
          currency,
          amount: debits - credits,
          taxRate: about.taxRate,
        };
      }),
  );
}

/** The lines of an entry stand together: systems begin a new journal where the number changes. */
function inEntryOrder(lines: AccountingLine[]): AccountingLine[] {
  const order = new Map<string, AccountingLine[]>();
  for (const line of lines) {
    const entry = order.get(line.entry);
    if (entry) entry.push(line);
    else order.set(line.entry, [line]);
  }
  return [...order.values()].flat();
}
