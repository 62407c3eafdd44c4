import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import { guessMapping } from "./guess-csv-mapping.ts";
import { MAX_FILE_BYTES, openFile, parseStatementText } from "./parse-statement-file.ts";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));
const CAMT = fixture("two-accounts.camt053.xml").toString("utf8");
const MT940 = fixture("two-messages.latin1.mt940.sta").toString("latin1");
const BAI2 = fixture("two-days.bai2.bai").toString("utf8");
const CSV = fixture("semicolons.csv").toString("utf8");

/** What reading the bytes as a person would upload them is refused with. */
function refusal(content: string | Uint8Array): { code: string } & Record<string, unknown> {
  try {
    const text = openFile(typeof content === "string" ? Buffer.from(content, "utf8") : content);
    const csv = {
      mapping: text.startsWith("<") ? null : guessMapping(text).mapping,
      currency: "eur",
    };
    const { mapping, currency } = csv;
    parseStatementText(text, mapping === null ? null : { mapping, currency });
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, ...error.facts };
    throw error;
  }
  return { code: "none" };
}

const NOT_UNDERSTOOD = "FILE_NOT_UNDERSTOOD";

describe("a hostile XML", () => {
  it("is refused when it defines entities, before any is expanded", () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${CAMT.slice(38)}`;
    expect(refusal(bomb)).toMatchObject({ code: NOT_UNDERSTOOD, where: "the document type" });
    expect(refusal(`<x>&lol;</x>`)).toMatchObject({ code: NOT_UNDERSTOOD });
  });

  it("is refused when it is nested without end", () => {
    const deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);
    expect(refusal(deep)).toMatchObject({ code: NOT_UNDERSTOOD, format: "camt" });
  });

  it("is refused when it is cut off", () => {
    expect(refusal(CAMT.slice(0, 900))).toMatchObject({ code: NOT_UNDERSTOOD, format: "camt" });
  });

  it("is refused when its bytes are not the encoding that it declares", () => {
    const mixed = Buffer.concat([
      Buffer.from(CAMT.slice(0, 400)),
      Buffer.from([0xe9]),
      Buffer.from(CAMT.slice(400)),
    ]);
    expect(refusal(mixed)).toMatchObject({ code: NOT_UNDERSTOOD, where: "the XML declaration" });
  });
});

describe("figures that do not add up", () => {
  it("are refused with the difference", () => {
    expect(refusal(CAMT.replace("1405.5<", "1405.51<"))).toMatchObject({
      code: NOT_UNDERSTOOD,
      where: "statement STMT-2026-11-02",
      problem: expect.stringContaining("difference 0.01 EUR") as string,
    });
    expect(refusal(MT940.replace("EUR1153,75", "EUR1153,74"))).toMatchObject({
      problem: expect.stringContaining("difference -0.01 EUR") as string,
    });
  });

  it.each([
    ["380000,5", "380001,5", "control total"],
    ["380000,5", "380000,6", "number of records"],
    ["98,380000,1,7", "98,380000,2,7", "number of accounts"],
    ["99,679900,2,13", "99,679900,3,13", "number of groups"],
    ["99,679900,2,13", "99,679900,2,14", "number of records"],
  ])("are refused in a control record (%s told as %s)", (from, to, what) => {
    expect(refusal(BAI2.replace(from, to))).toMatchObject({
      code: NOT_UNDERSTOOD,
      problem: expect.stringContaining(what) as string,
    });
  });
});

describe("a file that is cut off or odd", () => {
  it("is refused with its place", () => {
    expect(refusal(BAI2.split("\n").slice(0, -2).join("\n"))).toMatchObject({ where: "the end" });
    expect(refusal(MT940.slice(0, MT940.indexOf(":62F:")))).toMatchObject({
      problem: "it has no :62F:",
    });
    expect(refusal(MT940.replace("C200,5", "C200.5").replace("CR200,5", "CR200.5"))).toMatchObject({
      where: "line 6, :61:",
    });
    expect(refusal(BAI2.replace("16,475", "16,890"))).toMatchObject({
      problem: "type code 890 is neither a credit nor a debit",
    });
  });

  it("is refused when a CSV cell cannot be read, with line and column", () => {
    expect(refusal(CSV.replace("-1.000,00", "-1.000,005"))).toMatchObject({
      where: "line 5, column Betrag",
    });
    expect(refusal(CSV.replace("02.11.2026;02.11.2026", "31.02.2026;02.11.2026"))).toMatchObject({
      code: "MAPPING_NEEDED",
    });
    expect(refusal(CSV.replace('""Payments""', '"Payments'))).toMatchObject({
      code: NOT_UNDERSTOOD,
    });
  });

  it("is refused when it is no text, empty, or no statement at all", () => {
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 1]))).toMatchObject({
      problem: "it is a spreadsheet or an archive, not a text",
    });
    expect(refusal(" \n")).toMatchObject({ problem: "it is empty" });
    expect(refusal("dear bank")).toMatchObject({ code: NOT_UNDERSTOOD });
    expect(refusal("<html><body>Sign in</body></html>")).toMatchObject({
      where: "the first element",
    });
  });

  it("is refused when it is too large, unread", () => {
    expect(refusal(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({ code: "FILE_TOO_LARGE" });
  });
});
