import { describe, expect, it } from "vitest";
import { EVERY_DAY } from "#core/contracts/exports.ts";
import { firstDraft, requestOf, usualSpans, withFormat, withoutPage } from "./export-draft.ts";

const at = (text: string): number => Date.parse(text);

describe("the spans one asks for most", () => {
  it.each([
    ["2026-11-20T10:00:00Z", "2026-11-01", "2026-10-01", "2026-10-31"],
    ["2027-01-01T00:00:00Z", "2027-01-01", "2026-12-01", "2026-12-31"],
    ["2028-03-31T23:59:59Z", "2028-03-01", "2028-02-01", "2028-02-29"],
  ])("at %s are whole months of UTC", (now, thisFrom, lastFrom, lastTo) => {
    const [thisMonth, lastMonth] = usualSpans(at(now));
    expect(thisMonth?.span).toEqual({ from: thisFrom, to: now.slice(0, 10) });
    expect(lastMonth?.span).toEqual({ from: lastFrom, to: lastTo });
  });
});

describe("a draft", () => {
  const draft = firstDraft("journals", at("2026-11-20T10:00:00Z"));

  it("starts as a request for everything of this month", () => {
    const request = requestOf(draft);
    expect(request).toMatchObject({ from: "2026-11-01", to: "2026-11-20", format: "csv" });
    expect(request).not.toHaveProperty("currency");
  });

  it("takes the base currency for a system that wants one, and keeps another", () => {
    expect(requestOf(withFormat(draft, "xero", "eur"))?.currency).toBe("eur");
    expect(requestOf(withFormat({ ...draft, currency: "usd" }, "xero", "eur"))?.currency).toBe(
      "usd",
    );
    expect(requestOf(withFormat(draft, "netsuite", "eur"))).not.toHaveProperty("currency");
    expect(withFormat(draft, "quickbooks", "eur").detail).toBe("daily");
  });

  it("starts with what is on screen where there is a list, and asks for just its rows", () => {
    const list = { of: "payouts", status: ["failed"], bank: ["returned"] } as const;
    const filtered = { ...list, status: [...list.status], bank: [...list.bank] };
    const shown = firstDraft("payouts", at("2026-11-20T10:00:00Z"), filtered);
    expect(requestOf(shown)).toMatchObject({ list, ...EVERY_DAY, format: "csv" });
    expect(requestOf({ ...shown, currency: "eur" })).not.toHaveProperty("currency");
    expect(requestOf({ ...shown, list: null })).toMatchObject({ from: "2026-11-01" });
    expect(requestOf({ ...shown, kind: "breaks" })).toBeNull();
  });

  it("carries filters without their page, and instants as text", () => {
    const from = new Date("2026-11-03T00:00:00Z");
    expect(withoutPage({ cursor: "1.a", query: "x", from })).toEqual({
      query: "x",
      from: "2026-11-03T00:00:00.000Z",
    });
  });

  it.each([
    { from: "" },
    { from: "2026-11-21" },
    { to: "2026-02-30" },
    { format: "quickbooks" as const },
    { kind: "payouts" as const, format: "netsuite" as const },
    { taxRate: " " },
  ])("is no request with %o", (change) => {
    expect(requestOf({ ...draft, ...change })).toBeNull();
  });
});
