import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { guessMapping } from "./guess-csv-mapping.ts";
import { detectFormat, openFile, parseStatementText } from "./parse-statement-file.ts";

const textOf = (name: string) =>
  openFile(readFileSync(join(import.meta.dirname, "fixtures", name)));
const read = (name: string) => parseStatementText(textOf(name), null);
const readCsv = (name: string) => {
  const text = textOf(name);
  return parseStatementText(text, { mapping: guessMapping(text).mapping, currency: "eur" });
};
const told = (lines: readonly { bookedOn: string; valueOn: string; amountMinor: bigint }[]) =>
  lines.map(({ bookedOn, valueOn, amountMinor }) => [bookedOn, valueOn, amountMinor]);

describe("camt.053", () => {
  const [eur, jpy] = read("two-accounts.camt053.xml").statements;

  it("gives the booked entries with day, value day and side", () => {
    expect(eur).toMatchObject({
      reference: "STMT-2026-11-02",
      account: "DE02120300000000202051",
      currency: "eur",
      opening: 100_000n,
      closing: 140_550n,
    });
    expect(told(eur?.lines ?? [])).toEqual([
      ["2026-11-02", "2026-11-03", 51_250n],
      ["2026-11-02", "2026-11-02", -10_000n],
      ["2026-11-02", "2026-11-02", -700n],
    ]);
  });

  it("gives references, name and purpose of a single payment", () => {
    expect(eur?.lines[0]).toMatchObject({
      bankReference: "BANK-1",
      reference: "T4RAC3ID0001",
      description: "STRIPE T4RAC3ID0001",
      counterparty: "Stripe Payments Europe & Co",
    });
  });

  it("keeps a gathered entry one line, and its payments as details", () => {
    expect(eur?.lines[1]).toMatchObject({
      reference: null,
      description: "Wages",
      details: {
        "Btch/NbOfTxs": "2",
        "TxDtls 1": "60.00 · SAL-1 · Wages",
        "TxDtls 2": "40.00 · SAL-2 · Wages",
      },
    });
  });

  it("reads other account numbers, currencies without decimals and the names of newer versions", () => {
    expect(jpy).toMatchObject({ account: "7700112233", currency: "jpy", opening: null });
    expect(jpy?.lines[0]).toMatchObject({ amountMinor: 5_000n, counterparty: "Example KK" });
  });
});

describe("MT940", () => {
  const [first, second] = read("two-messages.latin1.mt940.sta").statements;

  it("gives each message with its balances", () => {
    expect(first).toMatchObject({
      reference: "STARTUMS 00007/001",
      account: "12030000/0000202051",
      opening: 100_000n,
      closing: 115_375n,
      toDate: "2027-01-02",
    });
    expect(second).toMatchObject({
      account: "NL91ABNA0417164300",
      opening: -1_000n,
      closing: -1_500n,
    });
  });

  it("turns reversals around and finds the year of the entry day", () => {
    expect(told(first?.lines ?? [])).toEqual([
      ["2026-12-30", "2026-12-31", 20_050n],
      ["2027-01-02", "2027-01-02", -5_000n],
      ["2027-01-02", "2027-01-02", 325n],
    ]);
  });

  it("reads what a movement was for, in each of the three ways banks write it", () => {
    expect(first?.lines[0]).toMatchObject({
      bankReference: "BREF0001",
      reference: "T4RAC3ID0001",
      description: "STRIPE Grüßen aus Köln",
      counterparty: "STRIPE PAYMENTS EUROPE",
    });
    expect(first?.lines[1]).toMatchObject({
      bankReference: null,
      reference: "REF-7",
      description: "Storno of a credit, plain text",
    });
    expect(second?.lines[0]).toMatchObject({ reference: "E2E-9", counterparty: "Example BV" });
  });
});

describe("BAI2", () => {
  const statements = read("two-days.bai2.bai").statements;

  it("gives an account of each day with its ledger balances", () => {
    expect(
      statements.map(({ reference, opening, closing }) => [reference, opening, closing]),
    ).toEqual([
      ["261103-1/2026-11-02", 100_000n, 149_950n],
      ["261103-1/2026-11-03", 149_950n, 149_950n],
    ]);
  });

  it("gives transactions with the side of their type, value day and the text over two lines", () => {
    expect(told(statements[0]?.lines ?? [])).toEqual([
      ["2026-11-02", "2026-11-03", 60_000n],
      ["2026-11-02", "2026-11-02", -10_050n],
    ]);
    expect(statements[0]?.lines[0]).toMatchObject({
      bankReference: "BREF1",
      reference: "T4RAC3ID0001",
      description: "STRIPE PAYOUT, WITH A COMMA AND A SECOND LINE",
    });
  });
});

describe("CSV", () => {
  it("finds header, delimiter, days and decimal mark of a German export", () => {
    const [statement] = readCsv("semicolons.csv").statements;
    expect(told(statement?.lines ?? [])).toEqual([
      ["2026-11-02", "2026-11-03", 151_250n],
      ["2026-11-02", "2026-11-02", -100_000n],
    ]);
    expect(statement?.lines[0]).toMatchObject({
      counterparty: 'Stripe "Payments" Europe',
      description: "STRIPE T4RAC3ID0001; payout",
    });
  });

  it("keeps what looks like a formula as the text it is", () => {
    const [statement] = readCsv("semicolons.csv").statements;
    expect(statement?.lines[1]?.description).toBe('=HYPERLINK("http://example.com")');
  });

  it("takes the side of a Dutch export from its own column", () => {
    const [statement] = readCsv("sides.nl.csv").statements;
    expect(told(statement?.lines ?? [])).toEqual([
      ["2026-11-02", "2026-11-02", 1_234n],
      ["2026-11-03", "2026-11-03", -500n],
    ]);
  });
});

it.each([
  ["two-accounts.camt053.xml", "camt"],
  ["two-messages.latin1.mt940.sta", "mt940"],
  ["two-days.bai2.bai", "bai2"],
  ["semicolons.csv", "csv"],
])("%s is told by its content", (name, format) => {
  expect(detectFormat(textOf(name))).toBe(format);
});
