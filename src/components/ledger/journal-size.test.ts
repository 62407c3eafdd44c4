import { describe, expect, it } from "vitest";
import { sizeOf } from "./journal-size.ts";

const leg = (amountMinor: bigint) => ({
  accountId: "1",
  code: "c",
  label: "l",
  amount: { amountMinor, currency: "eur" },
});

describe("the size of a journal", () => {
  it("is its largest debit", () => {
    expect(sizeOf({ legs: [leg(-4200n), leg(4055n), leg(145n)] })).toEqual({
      amountMinor: 4055n,
      currency: "eur",
    });
  });
  it("is unknown without a debit", () => expect(sizeOf({ legs: [] })).toBeNull());
});
