import { describe, expect, it } from "vitest";
import { BREAK_TYPES, type BreakType } from "#core/break-types.ts";
import { type Money, money } from "#core/money.ts";
import type { AccountCode } from "../ledger/index.ts";
import { adjustableAccount, type Standing, suggestEntry, writeOffOf } from "./suggest-entry.ts";

const stands = (account: AccountCode, amount: bigint, code = "eur"): Standing => ({
  account,
  balance: money(amount, code),
});
const words = (amount: Money) => `${amount.amountMinor} ${amount.currency}`;
const legsOf = (type: BreakType, ...standing: Standing[]) => {
  const suggestion = suggestEntry(type, standing);
  return suggestion.kind === "instead"
    ? "instead"
    : suggestion.legs.map(({ account, amount }) => [account, words(amount)]);
};

describe("the suggested entry", () => {
  it.each<[BreakType, Standing, ReturnType<typeof legsOf>]>([
    [
      "UNMAPPED_TYPE",
      stands("X.suspense", -900n),
      [
        ["X.suspense", "900 eur"],
        [null, "-900 eur"],
      ],
    ],
    [
      "SUSPENSE_AGED",
      stands("X.suspense", 250n),
      [
        ["X.suspense", "-250 eur"],
        [null, "250 eur"],
      ],
    ],
    [
      "BANK_AMENDED",
      stands("A.bank.abcdef0123456789", 10n),
      [
        ["A.bank.abcdef0123456789", "-10 eur"],
        ["A.bank.transit", "10 eur"],
      ],
    ],
    [
      "FEE_MISMATCH",
      stands("X.suspense", 3n),
      [
        ["X.suspense", "-3 eur"],
        ["E.fee.stripe", "3 eur"],
      ],
    ],
    [
      "FX_RESIDUAL",
      stands("X.fx", -12n, "usd"),
      [
        ["X.fx", "12 usd"],
        ["E.fx_gain_loss", "-12 usd"],
      ],
    ],
    [
      "CLEARING_AGED",
      stands("A.dispute_receivable", 4_000n),
      [
        ["A.dispute_receivable", "-4000 eur"],
        ["E.dispute_loss", "4000 eur"],
      ],
    ],
    [
      "CLEARING_AGED",
      stands("A.bank.transit", 4_000n),
      [
        ["A.bank.transit", "-4000 eur"],
        [null, "4000 eur"],
      ],
    ],
    [
      "BANK_UNKNOWN",
      stands("A.bank.0123456789ab", 15n),
      [
        ["A.bank.0123456789ab", "-15 eur"],
        [null, "15 eur"],
      ],
    ],
  ])("for %s takes what stands where it belongs", (type, standing, expected) => {
    expect(legsOf(type, standing)).toEqual(expected);
  });

  it.each<BreakType>([
    "MISSING_IN_LEDGER",
    "MISSING_AT_STRIPE",
    "CHANGED_AT_STRIPE",
    "BALANCE_DRIFT",
    "PAYOUT_SUM_MISMATCH",
    "PAYOUT_NOT_IN_BANK",
    "FEE_DRIFT",
  ])("for %s is none, and says what to do instead", (type) => {
    const suggestion = suggestEntry(type, [stands("X.suspense", 100n)]);
    expect(suggestion.kind === "instead" ? suggestion.text : "").toMatch(/\w{3}/);
  });

  it.each(Object.keys(BREAK_TYPES) as BreakType[])(
    "for %s balances and never touches what mirrors Stripe's balance",
    (type) => {
      const suggestion = suggestEntry(type, [
        stands("A.stripe.payments.available", 700n),
        stands("X.suspense", 700n),
        stands("X.fx", -20n, "usd"),
      ]);
      const legs = suggestion.kind === "entry" ? suggestion.legs : [];
      for (const code of ["eur", "usd"]) {
        const own = legs.filter(({ amount }) => amount.currency === code);
        expect(own.reduce((sum, { amount }) => sum + amount.amountMinor, 0n)).toBe(0n);
      }
      expect(legs.filter(({ account }) => account?.startsWith("A.stripe."))).toEqual([]);
    },
  );

  it("is none once nothing stands any more", () => {
    expect(legsOf("SUSPENSE_AGED", stands("X.suspense", 0n))).toBe("instead");
    expect(legsOf("SUSPENSE_AGED")).toBe("instead");
  });
});

describe("a write-off", () => {
  it("takes the one amount that stands", () => {
    expect(writeOffOf("SUSPENSE_AGED", [stands("X.suspense", 250n)])).toEqual(
      stands("X.suspense", 250n),
    );
  });

  it.each<[string, BreakType, Standing[]]>([
    ["what only Stripe can correct", "BALANCE_DRIFT", [stands("X.suspense", 250n)]],
    ["money at the bank", "BANK_UNKNOWN", [stands("A.bank.0123456789ab", 250n)]],
    ["Stripe's own balance", "SUSPENSE_AGED", [stands("A.stripe.payments.available", 250n)]],
    ["nothing", "SUSPENSE_AGED", []],
    [
      "amounts of two currencies",
      "SUSPENSE_AGED",
      [stands("X.suspense", 250n), stands("X.suspense", 1n, "usd")],
    ],
  ])("is not there for %s", (_name, type, standing) => {
    expect(writeOffOf(type, standing)).toBeNull();
  });
});

describe("an account that people may post to", () => {
  it.each([
    ["E.writeoff", "E.writeoff"],
    ["A.bank.0123456789ab", "A.bank.0123456789ab"],
    ["A.stripe.payments.available", null],
    ["Q.opening", null],
    ["nothing.like.it", null],
  ])("%s", (code, expected) => {
    expect(adjustableAccount(code)).toBe(expected);
  });
});
