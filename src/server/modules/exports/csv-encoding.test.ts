import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Column, headerLine, rowLines } from "./csv-encoding.ts";

interface Sample {
  readonly text: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly at: Date;
}

const columns: readonly Column<Sample>[] = [
  { header: "Text", kind: "text", value: ({ text }) => text },
  {
    header: "Amount",
    kind: "amount",
    value: ({ amount, currency }) => ({ amountMinor: amount, currency }),
  },
  { header: "Minor", kind: "integer", value: ({ amount }) => amount },
  { header: "At", kind: "instant", value: ({ at }) => at },
  { header: "Day", kind: "date", value: ({ at }) => at },
];

const sample = (changes: Partial<Sample>): Sample => ({
  text: "a",
  amount: 1n,
  currency: "eur",
  at: new Date("2026-10-31T23:59:59.999Z"),
  ...changes,
});

const read = (file: string): string[][] => parse(file, { relax_column_count: false });
const cellsOf = (row: Sample): string[] => read(rowLines(columns, [row]))[0] ?? [];

const samples = fc.record({
  text: fc.string({ unit: "binary" }),
  amount: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  currency: fc.constantFrom("eur", "jpy", "kwd"),
  at: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
});

describe("a CSV file", () => {
  it("gives back through another reader what was written, whatever the text holds", () => {
    fc.assert(
      fc.property(fc.array(samples, { minLength: 1, maxLength: 20 }), (rows) => {
        const [, ...lines] = read(headerLine(columns) + rowLines(columns, rows));
        expect(lines.length).toBe(rows.length);
        for (const [place, row] of rows.entries()) {
          const [text = "", , minor, at] = lines[place] ?? [];
          expect(text === row.text || text === `'${row.text}`).toBe(true);
          expect(BigInt(minor ?? "")).toBe(row.amount);
          expect(new Date(at ?? "")).toEqual(row.at);
        }
      }),
    );
  });

  it("ends each line with CRLF, the last one too", () => {
    const file = headerLine(columns) + rowLines(columns, [sample({}), sample({ text: "b" })]);
    expect(file.split("\r\n")).toHaveLength(4);
    expect(file.endsWith("\r\n")).toBe(true);
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it.each(['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])(
    "makes the text %j inert",
    (text) => {
      expect(cellsOf(sample({ text }))[0]).toBe(`'${text}`);
    },
  );

  it.each(["Sales", "a=b", "'quoted'", " =1", ""])("leaves the text %j alone", (text) => {
    expect(cellsOf(sample({ text }))[0]).toBe(text);
  });

  it.each([
    [-950n, "eur", "-9.50"],
    [5n, "eur", "0.05"],
    [-500n, "jpy", "-500"],
    [1_234_567n, "kwd", "1234.567"],
    [-1n, "kwd", "-0.001"],
    [9_007_199_254_740_993_123n, "usd", "90071992547409931.23"],
  ])("writes %s minor units of %s as the number %s", (amount, currency, written) => {
    const [, major, minor] = cellsOf(sample({ amount, currency }));
    expect(major).toBe(written);
    expect(minor).toBe(amount.toString());
  });

  it("tells instants in UTC and days as UTC has them", () => {
    expect(cellsOf(sample({})).slice(3)).toEqual(["2026-10-31T23:59:59.999Z", "2026-10-31"]);
  });
});
