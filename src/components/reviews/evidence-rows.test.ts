import { describe, expect, it } from "vitest";
import { evidenceRows } from "./evidence-rows.ts";

const fact = (label: string, value: string, href: string | null = null) => ({ label, value, href });

describe("the rows of the evidence", () => {
  it("gathers facts of one label and keeps the order of the labels", () => {
    const rows = evidenceRows([fact("Rank", "1"), fact("Payment", "a"), fact("Rank", "2")]);
    expect(rows.map(({ label, values }) => [label, values.length])).toEqual([
      ["Rank", 2],
      ["Payment", 1],
    ]);
  });

  it("takes an identifier out of what follows it", () => {
    const [row] = evidenceRows([
      fact("Flagged payment", "pi_39kAF4as0ER3V3ItIBnSty1u, 25.83 EUR", "/payments/pi_39"),
      fact("Flagged payment", "pi_3sQ0XPz6ALhu48XIlRG1y6sK"),
    ]);
    expect(row?.values).toEqual([
      { id: "pi_39kAF4as0ER3V3ItIBnSty1u", text: "25.83 EUR", href: "/payments/pi_39" },
      { id: "pi_3sQ0XPz6ALhu48XIlRG1y6sK", text: "", href: null },
    ]);
  });

  it("leaves words alone", () => {
    const [row] = evidenceRows([fact("Stripe's risk", "highest, 83 of 99")]);
    expect(row?.values).toEqual([{ id: null, text: "highest, 83 of 99", href: null }]);
  });
});
