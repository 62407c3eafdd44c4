import { describe, expect, it } from "vitest";
import { decisionConsequences, lossConsequences, lossPostings } from "./dispute-money.ts";
import { stagedElsewhere } from "./staged-elsewhere.ts";

const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
const claimed = { amountMinor: 6_000n, currency: "usd" };
const nothing = { moved: [], fees: [], receivable: [] };
/** 60.00 USD were taken as 52.80 EUR with a fee of 20.00 EUR. */
const taken = { moved: [eur(-5_280n)], fees: [eur(2_000n)], receivable: [eur(5_280n)] };
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text).join(" ");

describe("what a dispute does to the money", () => {
  it.each([
    ["warning_needs_response", nothing, "60.00 USD and Stripe's fee are taken"],
    ["needs_response", nothing, "60.00 USD comes back, without Stripe's fee."],
    ["needs_response", taken, "52.80 EUR comes back, without Stripe's fee of 20.00 EUR."],
  ])("is told for %s", (status, money, expected) => {
    expect(texts(decisionConsequences({ status, claimed }, money))).toContain(expected);
  });

  it("is lost with the fee when it is accepted, and written off in the books", () => {
    expect(texts(lossConsequences({ claimed }, taken))).toContain(
      "52.80 EUR and Stripe's fee of 20.00 EUR are lost: 72.80 EUR together.",
    );
    const postings = lossPostings(taken);
    expect(postings.map(({ account, amount }) => [account, amount.amountMinor])).toEqual([
      ["E.dispute_loss", 5_280n],
      ["A.dispute_receivable", -5_280n],
    ]);
    expect(lossPostings(nothing)).toEqual([]);
  });
});

describe("what is staged at Stripe by others", () => {
  it.each([
    [{}, {}, "nothing"],
    [{ customer_name: "Ada" }, {}, "nothing"],
    [{ receipt: "file_1" }, {}, "receipt"],
    [{ receipt: "file_1", service_date: "1 May" }, { service_date: "" }, "receipt, service date"],
  ])("%j", (atStripe, takenBack, words) => {
    expect(stagedElsewhere(atStripe, { customer_name: "Ada" })).toMatchObject({ takenBack, words });
  });
});
