import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AskedRow, readList } from "./read-list.ts";

const asked = (row: Partial<AskedRow> & Pick<AskedRow, "line" | "id">) => ({
  kind: "asked",
  row: { amount: null, currency: null, ...row },
});
const unread = (line: number, text: string) => ({ kind: "unread", row: { line, text } });

describe("a pasted list", () => {
  it.each([
    ["nothing", " \n\n", []],
    [
      "ids one a line",
      "pi_1\r\n\n ch_2 ",
      [asked({ line: 1, id: "pi_1" }), asked({ line: 3, id: "ch_2" })],
    ],
    [
      "ids between commas",
      "pi_1, py_2,",
      [asked({ line: 1, id: "pi_1" }), asked({ line: 1, id: "py_2" })],
    ],
    [
      "ids between semicolons",
      "pi_1;pi_2",
      [asked({ line: 1, id: "pi_1" }), asked({ line: 1, id: "pi_2" })],
    ],
    [
      "amounts and currencies",
      "pi_1,12.50\npi_2,7,EUR",
      [
        asked({ line: 1, id: "pi_1", amount: "12.50" }),
        asked({ line: 2, id: "pi_2", amount: "7", currency: "eur" }),
      ],
    ],
    [
      "a decimal comma beside semicolons",
      "pi_1;12,50;eur",
      [asked({ line: 1, id: "pi_1", amount: "12,50", currency: "eur" })],
    ],
    [
      "cells of a spreadsheet",
      "pi_1\t3\tUSD",
      [asked({ line: 1, id: "pi_1", amount: "3", currency: "usd" })],
    ],
    [
      "a file of ours by its header, whatever else is in it",
      'Created at,Payment,Amount,Currency\n2026-01-01,pi_1,"4.00",EUR',
      [asked({ line: 2, id: "pi_1", amount: "4.00", currency: "eur" })],
    ],
    ["a header without amounts", "charge id\nch_1", [asked({ line: 2, id: "ch_1" })]],
    [
      "what is no payment",
      "pi_1\nre_2\nsam@shop.test\npi_3,much\npi_4,1,EUR,more",
      [
        asked({ line: 1, id: "pi_1" }),
        unread(2, "re_2"),
        unread(3, "sam@shop.test"),
        unread(4, "pi_3,much"),
        unread(5, "pi_4,1,EUR,more"),
      ],
    ],
    [
      "a quote that is never closed, on its own line",
      'pi_1\n"pi_2\npi_3',
      [asked({ line: 1, id: "pi_1" }), unread(2, '"pi_2'), asked({ line: 3, id: "pi_3" })],
    ],
    ["a negative amount", "pi_1,-3", [unread(1, "pi_1,-3")]],
  ])("is read: %s", (_name, text, rows) => {
    expect(readList(text)).toEqual(rows);
  });

  it("loses no line that is not empty, and takes each id for one row", () => {
    const line = fc.oneof(
      fc.stringMatching(/^(pi|ch|py)_[A-Za-z0-9]{1,12}$/),
      fc.stringMatching(/^pi_[A-Za-z0-9]{1,12},\d{1,5}(\.\d\d)?(,eur)?$/),
      fc.stringMatching(/^[^\r\n\t;]{0,20}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const rows = readList(["pi_first", ...lines].join("\n"));
        const filled = lines.flatMap((text, at) => (text.trim() === "" ? [] : [at + 2]));
        expect([...new Set(rows.map(({ row }) => row.line))]).toEqual([1, ...filled]);
      }),
    );
  });
});
