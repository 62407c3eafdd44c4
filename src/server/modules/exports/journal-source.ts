import type { ExportRequest } from "#core/contracts/exports.ts";
import { accountLabel } from "../ledger/index.ts";
import type { Column } from "./csv-encoding.ts";
import { type ExportSource, inBatches, type Reading } from "./export-source.ts";
import {
  countDailyTotals,
  countLegs,
  type DailyTotal,
  findDailyTotals,
  findLegsAfter,
  type JournalLeg,
  snapshotNow,
} from "./journal-lines.repo.ts";

const DAY_MS = 86_400_000;
/** Days a statement sums: a year of a large shop stays within the time a statement may take. */
const DAYS_A_BATCH = 7;

type Sided = Pick<JournalLeg, "amount" | "currency">;

/** The amount on its side, positive; null on the other one. */
export const debitOf = ({ amount, currency }: Sided) =>
  amount > 0n ? { amountMinor: amount, currency } : null;
export const creditOf = ({ amount, currency }: Sided) =>
  amount < 0n ? { amountMinor: -amount, currency } : null;

const legColumns: readonly Column<JournalLeg>[] = [
  { header: "Journal", kind: "text", value: ({ key }) => key },
  { header: "Journal number", kind: "integer", value: ({ journalId }) => journalId },
  { header: "Kind", kind: "text", value: ({ kind }) => kind },
  { header: "Description", kind: "text", value: ({ description }) => description },
  { header: "Happened at", kind: "instant", value: ({ eventAt }) => eventAt },
  { header: "Accounting date", kind: "date", value: ({ accountingAt }) => accountingAt },
  { header: "Account", kind: "text", value: ({ code }) => code },
  { header: "Account name", kind: "text", value: ({ code }) => accountLabel(code) },
  { header: "Debit", kind: "amount", value: debitOf },
  { header: "Credit", kind: "amount", value: creditOf },
  { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
  {
    header: "Amount in minor units, debit positive",
    kind: "integer",
    value: ({ amount }) => amount,
  },
  { header: "Object", kind: "text", value: ({ objectId }) => objectId },
  { header: "Payment", kind: "text", value: ({ paymentId }) => paymentId },
];

/** One line a leg, by date of accounting: the books as they stood when the file was begun. */
export const journalLegs: ExportSource<JournalLeg> = {
  permission: "ledger:read",
  columns: legColumns,
  count: countLegs,
  rows: legBatches,
};

/** Legs in batches of whole journals, through one snapshot. */
export async function* legBatches(
  reading: Reading,
  request: ExportRequest,
): AsyncGenerator<readonly JournalLeg[]> {
  const snapshot = await snapshotNow(reading);
  yield* inBatches<JournalLeg>((after) => findLegsAfter(reading, request, snapshot, after));
}

const dailyColumns: readonly Column<DailyTotal>[] = [
  { header: "Accounting date", kind: "date", value: ({ day }) => day },
  { header: "Account", kind: "text", value: ({ code }) => code },
  { header: "Account name", kind: "text", value: ({ code }) => accountLabel(code) },
  {
    header: "Debits",
    kind: "amount",
    value: ({ debits, currency }) => ({ amountMinor: debits, currency }),
  },
  {
    header: "Credits",
    kind: "amount",
    value: ({ credits, currency }) => ({ amountMinor: credits, currency }),
  },
  {
    header: "Net, debit positive",
    kind: "amount",
    value: ({ debits, credits, currency }) => ({ amountMinor: debits - credits, currency }),
  },
  { header: "Currency", kind: "text", value: ({ currency }) => currency.toUpperCase() },
  { header: "Entries", kind: "integer", value: ({ entries }) => entries },
];

/** One line for each day, account and currency. */
export const dailyTotals: ExportSource<DailyTotal> = {
  permission: "ledger:read",
  columns: dailyColumns,
  count: countDailyTotals,
  rows: dailyBatches,
};

/** The totals a week at a time, whole days in each batch, through one snapshot. */
export async function* dailyBatches(
  reading: Reading,
  request: ExportRequest,
): AsyncGenerator<readonly DailyTotal[]> {
  const snapshot = await snapshotNow(reading);
  for (const part of weeksOf(request)) {
    yield await findDailyTotals(reading, part, snapshot);
  }
}

function* weeksOf(request: ExportRequest): Generator<ExportRequest> {
  const last = Date.parse(request.to);
  for (let day = Date.parse(request.from); day <= last; day += DAYS_A_BATCH * DAY_MS) {
    const end = Math.min(day + (DAYS_A_BATCH - 1) * DAY_MS, last);
    yield { ...request, from: dayText(day), to: dayText(end) };
  }
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);
