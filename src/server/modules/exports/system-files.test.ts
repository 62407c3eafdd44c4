import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "#core/currency.ts";
import { parseMajor } from "#core/money.ts";
import { type AccountingLine, linesOfDays, linesOfJournals } from "./accounting-lines.ts";
import { headerLine, rowLines } from "./csv-encoding.ts";
import type { DailyTotal, JournalLeg } from "./journal-lines.repo.ts";
import { netsuiteFile, quickbooksFile, xeroFile } from "./system-files.ts";

const about = {
  names: (code: string) => `Name of ${code}`,
  taxRate: "Tax Exempt",
  space: "acct_1:live",
};

const leg = (changes: Partial<JournalLeg>): JournalLeg => ({
  entryId: 1n,
  journalId: 7n,
  key: "bt:txn_1",
  kind: "BT",
  description: "charge",
  eventAt: new Date("2026-10-31T22:00:00Z"),
  accountingAt: new Date("2026-10-31T22:00:00Z"),
  objectId: "ch_1",
  paymentId: null,
  code: "I.sales",
  currency: "eur",
  amount: -1_000n,
  ...changes,
});

/** Journals as the books have them: balanced in each of their currencies. */
const journals = fc
  .array(
    fc.record({
      currencies: fc.uniqueArray(fc.constantFrom("eur", "usd", "jpy", "kwd"), { minLength: 1 }),
      amounts: fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.flatMap(({ currencies, amounts }, place) => {
      const last = -amounts.reduce((sum, amount) => sum + amount, 0n);
      return [...amounts, last].flatMap((amount, number) =>
        currencies.map((code) =>
          leg({
            journalId: BigInt(place),
            key: `bt:txn_${place}`,
            code: `account ${number}`,
            currency: code,
            amount,
          }),
        ),
      );
    }),
  );

function expectBalanced(lines: readonly AccountingLine[]): void {
  const file = headerLine(netsuiteFile.columns) + rowLines(netsuiteFile.columns, lines);
  const rows: Record<string, string>[] = parse(file, { columns: true });
  const sums = new Map<string, bigint>();
  const minor = (text: string | undefined, code: string): bigint =>
    text ? (parseMajor(text, currency(code))?.amountMinor ?? 0n) : 0n;
  for (const row of rows) {
    const code = (row["Currency"] ?? "").toLowerCase();
    const entry = `${row["External ID"]} ${row["Date"]}`;
    const amount = minor(row["Debit"], code) - minor(row["Credit"], code);
    sums.set(entry, (sums.get(entry) ?? 0n) + amount);
  }
  expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([]);
}

/** Each entry's lines stand together, and its number is of one currency and day. */
function expectWhole(lines: readonly AccountingLine[]): void {
  const starts = lines.filter(({ entry }, place) => lines[place - 1]?.entry !== entry);
  expect(starts.length).toBe(new Set(lines.map(({ entry }) => entry)).size);
  expect(Math.max(0, ...lines.map(({ entry }) => entry.length))).toBeLessThanOrEqual(21);
}

describe("a journal file for an accounting system", () => {
  it("has balanced entries of one currency, every leg in one of them", () => {
    fc.assert(
      fc.property(journals, (legs) => {
        const lines = linesOfJournals(legs, about);
        expect(lines.length).toBe(legs.length);
        expectBalanced(lines);
        expectWhole(lines);
      }),
    );
  });

  it("stays balanced when it is summed by day", () => {
    fc.assert(
      fc.property(journals, (legs) => {
        const lines = linesOfDays(totalsOf(legs), about);
        expectBalanced(lines);
        expectWhole(lines);
      }),
    );
  });

  it("is what QuickBooks Online imports", () => {
    const lines = linesOfJournals(
      [leg({}), leg({ code: "A.stripe.payments.pending", amount: 1_000n })],
      about,
    );
    expect(headerLine(quickbooksFile.columns) + rowLines(quickbooksFile.columns, lines)).toBe(
      [
        "Journal No,Journal Date,Account Name,Debits,Credits,Description",
        "J7-EUR,10/31/2026,Name of I.sales,,10.00,charge: bt:txn_1 ch_1",
        "J7-EUR,10/31/2026,Name of A.stripe.payments.pending,10.00,,charge: bt:txn_1 ch_1",
        "",
      ].join("\r\n"),
    );
  });

  it("is what Xero imports", () => {
    const totals = totalsOf([leg({}), leg({ code: "E.fee.stripe", amount: 1_000n })]);
    const lines = linesOfDays(totals, about);
    expect(headerLine(xeroFile.columns) + rowLines(xeroFile.columns, lines)).toBe(
      [
        "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount",
        '"D20261031-EUR Stripe, 2026-10-31, EUR",31 Oct 2026,"Sales, 1 entry",Name of I.sales,Tax Exempt,-10.00',
        '"D20261031-EUR Stripe, 2026-10-31, EUR",31 Oct 2026,"Stripe processing fees, 1 entry",Name of E.fee.stripe,Tax Exempt,10.00',
        "",
      ].join("\r\n"),
    );
  });

  it("is what NetSuite imports", () => {
    const lines = linesOfJournals([leg({ currency: "jpy" })], about);
    expect(headerLine(netsuiteFile.columns) + rowLines(netsuiteFile.columns, lines)).toBe(
      [
        "External ID,Entry No.,Date,Currency,Memo,Account,Debit,Credit,Line Memo",
        "acct_1:live:bt:txn_1:jpy,J7-JPY,10/31/2026,JPY,charge,Name of I.sales,,1000,bt:txn_1 ch_1",
        "",
      ].join("\r\n"),
    );
  });
});

function totalsOf(legs: readonly JournalLeg[]): DailyTotal[] {
  const totals = new Map<string, DailyTotal>();
  for (const { code, currency: of, amount, accountingAt } of legs) {
    const day = new Date(`${accountingAt.toISOString().slice(0, 10)}T00:00:00Z`);
    const key = `${day.getTime()} ${code} ${of}`;
    const before = totals.get(key);
    totals.set(key, {
      day,
      code,
      currency: of,
      debits: (before?.debits ?? 0n) + (amount > 0n ? amount : 0n),
      credits: (before?.credits ?? 0n) + (amount < 0n ? -amount : 0n),
      entries: (before?.entries ?? 0n) + 1n,
    });
  }
  return [...totals.values()];
}
