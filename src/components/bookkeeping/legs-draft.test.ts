import { describe, expect, it } from "vitest";
import { draftOf, type LegDraft, readLegs, withLeg } from "./legs-draft.ts";

const leg = (id: number, account: string, side: LegDraft["side"], amountText: string): LegDraft => {
  return { id, account, side, amountText };
};
const pair = [leg(1, "X.suspense", "debit", "9.00"), leg(2, "I.sales", "credit", "9,00")];

describe("the legs a person types", () => {
  it("are read in the currency's own digits, debit positive", () => {
    expect(readLegs(pair, "eur")).toEqual({
      legs: [
        { account: "X.suspense", amount: { amountMinor: 900n, currency: "eur" } },
        { account: "I.sales", amount: { amountMinor: -900n, currency: "eur" } },
      ],
      difference: 0n,
      problem: null,
    });
    const yen = pair.map((one) => ({ ...one, amountText: "900" }));
    expect(readLegs(yen, "jpy").legs?.[0]?.amount.amountMinor).toBe(900n);
  });

  it.each<[string, LegDraft[], string, RegExp]>([
    ["one leg", pair.slice(0, 1), "eur", /two legs/],
    ["no account", [leg(1, "", "debit", "9"), leg(2, "I.sales", "credit", "9")], "eur", /account/],
    ["no amount", [leg(1, "X.fx", "debit", ""), leg(2, "I.sales", "credit", "9")], "eur", /amount/],
    [
      "a negative one",
      [leg(1, "X.fx", "debit", "-9"), leg(2, "I.tax", "credit", "9")],
      "eur",
      /above zero/,
    ],
    ["more decimals than there are", pair, "jpy", /decimals/],
    ["unequal sides", [...pair, leg(3, "L.tax", "debit", "0.01")], "eur", /equal/],
  ])("with %s are not sent", (_name, draft, code, expected) => {
    const { legs, problem } = readLegs(draft, code);
    expect([legs, problem]).toEqual([null, expect.stringMatching(expected)]);
  });

  it("start as suggested, with the account open that only the person can tell", () => {
    const amount = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
    const legs = [
      { account: "X.suspense", label: "Suspense", amount: amount(-250n), before: amount(250n) },
      { account: null, label: null, amount: amount(250n), before: null },
    ];
    expect(draftOf({ legs, why: "" })).toEqual([
      leg(1, "X.suspense", "credit", "2.50"),
      leg(2, "", "debit", "2.50"),
    ]);
  });

  it("get one more on the side that is short, with what is missing", () => {
    const draft = [leg(1, "X.suspense", "debit", "9.00"), leg(5, "I.sales", "credit", "8.25")];
    expect(withLeg(draft, "eur").at(-1)).toEqual(leg(6, "", "credit", "0.75"));
    expect(withLeg(pair, "eur").at(-1)).toEqual(leg(3, "", "debit", ""));
  });
});
