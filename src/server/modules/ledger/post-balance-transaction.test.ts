import { describe, expect, it } from "vitest";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { postBalanceTransaction, settleBalanceTransaction } from "./post-balance-transaction.ts";
import { factsOf, keptTransaction } from "./transaction-facts.ts";

type Changes = Omit<Parameters<typeof balanceTransaction>[0], "id">;

/** The legs of one transaction as `account currency amount`, and the types of its breaks. */
function posted(changes: Changes = {}) {
  const { journal, breaks } = postBalanceTransaction(
    factsOf(balanceTransaction({ id: "txn_1", ...changes })),
  );
  return {
    legs:
      journal?.legs.map(({ account, currency, amount }) => `${account} ${currency} ${amount}`) ??
      null,
    breaks: breaks.map(({ type }) => type),
  };
}

const noFee: Changes = { fee: 0, fee_details: [] };
const dispute = {
  amount: -25_000,
  fee: 1_500,
  net: -26_500,
  type: "adjustment",
  reporting_category: "dispute",
} as const;
const disputeFee = [
  { amount: 1_500, application: null, currency: "eur", description: null, type: "stripe_fee" },
];

describe("the journal of a balance transaction", () => {
  it("of a card charge is the sale, Stripe's fee and what is left on the balance", () => {
    expect(posted()).toEqual({
      legs: ["A.stripe.payments.pending eur 950", "E.fee.stripe eur 50", "I.sales eur -1000"],
      breaks: [],
    });
  });

  it("of a refund keeps the fee of the charge as an expense", () => {
    expect(
      posted({ ...noFee, type: "refund", reporting_category: "refund", amount: -400, net: -400 }),
    ).toEqual({
      legs: ["A.stripe.payments.pending eur -400", "I.refunds eur 400"],
      breaks: [],
    });
  });

  it("of a failed refund owes the customer", () => {
    const { legs } = posted({
      ...noFee,
      type: "refund_failure",
      reporting_category: "refund_failure",
      amount: 400,
      net: 400,
    });
    expect(legs).toContain("L.customer_due eur -400");
  });

  it("of a dispute is a receivable and the dispute's own fee", () => {
    expect(posted({ ...dispute, fee_details: disputeFee }).legs).toEqual([
      "A.stripe.payments.pending eur -26500",
      "E.fee.dispute eur 1500",
      "A.dispute_receivable eur 25000",
    ]);
  });

  it("of a payout is on its way to the bank", () => {
    expect(posted({ ...noFee, type: "payout", amount: -5_000, net: -5_000 }).legs).toContain(
      "A.bank.transit eur 5000",
    );
  });

  it("is none when every amount is zero", () => {
    expect(
      posted({ ...noFee, type: "adjustment", reporting_category: "fee", amount: 0, net: 0 }),
    ).toEqual({ legs: null, breaks: [] });
  });

  it("puts an adjustment of a category nobody has placed into suspense", () => {
    expect(
      posted({
        ...noFee,
        type: "adjustment",
        reporting_category: "other_adjustment",
        amount: 7,
        net: 7,
      }),
    ).toEqual({
      legs: ["A.stripe.payments.pending eur 7", "X.suspense eur -7"],
      breaks: ["UNMAPPED_TYPE"],
    });
  });

  it("puts what Stripe's own sums do not explain into suspense", () => {
    expect(posted({ net: 940 })).toEqual({
      legs: [
        "A.stripe.payments.pending eur 940",
        "E.fee.stripe eur 50",
        "I.sales eur -1000",
        "X.suspense eur 10",
      ],
      breaks: ["AMOUNT_MISMATCH"],
    });
  });
});

describe("a transaction that Stripe converted", () => {
  const source = {
    id: "ch_1",
    object: "charge",
    amount: 1_200,
    currency: "usd",
    billing_details: { email: "a@b.example" },
  };
  const converted = balanceTransaction({ id: "txn_1", exchange_rate: 0.8333 });

  it("stands in both currencies by Stripe's two integers", () => {
    const facts = { ...factsOf(converted), sourceMoney: { amount: 1_200n, currency: "usd" } };
    const legs = postBalanceTransaction(facts).journal?.legs ?? [];
    expect(legs.map(({ account, currency, amount }) => `${account} ${currency} ${amount}`)).toEqual(
      [
        "A.stripe.payments.pending eur 950",
        "E.fee.stripe eur 50",
        "X.fx eur -1000",
        "X.fx usd 1200",
        "I.sales usd -1200",
      ],
    );
  });

  it("waits on the clearing account, with a break, while the customer's amount is unknown", () => {
    const { legs, breaks } = posted({ exchange_rate: 0.8333 });
    expect(legs).toContain("X.fx eur -1000");
    expect(breaks).toEqual(["FX_SOURCE_UNKNOWN"]);
  });

  it("keeps the customer's amount and nothing personal of the charge it was read from", () => {
    const expanded = {
      ...converted,
      source: source as object as NonNullable<typeof converted.source>,
    };
    expect(factsOf(expanded)).toMatchObject({
      sourceId: "ch_1",
      sourceMoney: { amount: 1_200n, currency: "usd" },
    });
    const kept = keptTransaction(expanded);
    expect(JSON.stringify(kept)).not.toContain("a@b.example");
    expect(factsOf(kept as typeof converted)).toEqual(factsOf(expanded));
  });
});

describe("the settlement of a transaction", () => {
  it("moves the net from pending to available on the day Stripe named", () => {
    const facts = factsOf(balanceTransaction({ id: "txn_1", status: "available" }));
    expect(settleBalanceTransaction(facts, "pending")).toMatchObject({
      key: "bt:txn_1:settle",
      eventAt: facts.availableOn,
      legs: [
        { account: "A.stripe.payments.available", amount: 950n },
        { account: "A.stripe.payments.pending", amount: -950n },
      ],
    });
    expect(settleBalanceTransaction(facts, "available")).toBeNull();
  });
});
