import { describe, expect, it } from "vitest";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { draftProblems, isNoteRequired, REFUND_FIELDS, readAmount } from "./refund-draft.ts";
import { REFUND_REASON_TITLES, reasonOfDigit } from "./refund-reasons.ts";

const left = { amountMinor: 72_200n, currency: "usd" };
const approval: VerdictDto = {
  kind: "approval",
  policyVersion: "1",
  reasons: [],
  approvals: 1,
  approverRoles: [],
};
const allow: VerdictDto = { ...approval, kind: "allow" };

describe("the amount of a refund", () => {
  it.each([
    ["42", 4_200n],
    ["42.5", 4_250n],
    ["42,50", 4_250n],
    [" 722.00 ", 72_200n],
    ["0.01", 1n],
  ])("reads %s", (text, amountMinor) => {
    expect(readAmount(text, left)).toEqual({
      amount: { amountMinor, currency: "usd" },
      problem: null,
    });
  });

  it.each(["", "forty", "42.005", "1e3", "0", "-5", "722.01"])("refuses %j", (text) => {
    expect(readAmount(text, left).amount).toBeNull();
  });

  it("names what is left when it is too much", () => {
    expect(readAmount("800", left).problem).toBe("At most 722.00 USD is left to refund.");
  });

  it("takes no decimals where the currency has none", () => {
    const yen = { amountMinor: 900n, currency: "jpy" };
    expect(readAmount("500", yen).amount).toEqual({ amountMinor: 500n, currency: "jpy" });
    expect(readAmount("500.0", yen).problem).toBe("Enter an amount in JPY such as 42.");
  });
});

describe("what keeps a refund from being sent", () => {
  const connect = { reverseTransfer: true, refundApplicationFee: true };
  const draft = { amountText: "42", reason: "duplicate", note: "", connect } as const;

  it("is nothing when amount and reason are there", () => {
    expect(draftProblems(draft, left, allow)).toEqual([]);
  });

  it("is named field by field, in order", () => {
    const empty = { amountText: "", reason: null, note: "", connect };
    expect(draftProblems(empty, left, approval).map(({ fieldId }) => fieldId)).toEqual([
      REFUND_FIELDS.amount,
      REFUND_FIELDS.reason,
      REFUND_FIELDS.note,
    ]);
  });

  it("is a missing note where another person must decide, and for other reasons", () => {
    expect(isNoteRequired("duplicate", approval)).toBe(true);
    expect(isNoteRequired("other", allow)).toBe(true);
    expect(isNoteRequired("duplicate", allow)).toBe(false);
    expect(draftProblems({ ...draft, note: "  " }, left, approval)).toHaveLength(1);
    expect(draftProblems({ ...draft, note: "seen" }, left, approval)).toEqual([]);
  });
});

describe("the digits of the reasons", () => {
  it("pick each reason once, in the order shown", () => {
    const titles = Object.keys(REFUND_REASON_TITLES);
    expect(titles.map((_, index) => reasonOfDigit(String(index + 1)))).toEqual(titles);
  });

  it("pick nothing beyond", () => {
    expect(["0", "8", "a", "11", "Enter"].map(reasonOfDigit)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
