import { describe, expect, it } from "vitest";
import { DAY_SECONDS, openAccount, paidCharge } from "../testing/test-account.ts";
import { type BankVariant, bankStatement } from "./bank-view.ts";

/** An account whose first payout has arrived. */
async function paidOut() {
  const account = await openAccount();
  await paidCharge(account, 10_000, "pm_card_de");
  await account.advance(4 * DAY_SECONDS);
  const [payout] = (await account.stripe.payouts.list({ status: "paid" })).data;
  if (!payout) throw new Error("no payout has arrived");
  const amountsOf = (variant: BankVariant) => {
    const span = { currency: "eur", days: 30, variant } as const;
    const { bookings } = bankStatement(account.sandbox.engine.world, span);
    return bookings
      .filter(({ description }) => description.startsWith("STRIPE"))
      .map(({ amount }) => amount);
  };
  return { account, payout, amountsOf };
}

describe("the bank of the shop", { timeout: 60_000 }, () => {
  it("books each paid payout on its day, with its trace id", async () => {
    const { account, payout } = await paidOut();
    const span = { currency: "eur", days: 30, variant: "true" } as const;
    const { bookings } = bankStatement(account.sandbox.engine.world, span);
    expect(bookings).toContainEqual(
      expect.objectContaining({
        day: new Date(payout.arrival_date * 1000).toISOString().slice(0, 10),
        amount: payout.amount,
        endToEnd: payout.trace_id?.value,
      }),
    );
  });

  it("leaves one out, adds one or books one short on request", async () => {
    const { payout, amountsOf } = await paidOut();
    expect(amountsOf("true")).toEqual([payout.amount]);
    expect(amountsOf("missing")).toEqual([]);
    expect(amountsOf("amended")).toEqual([payout.amount - 150]);
    expect(amountsOf("extra")).toHaveLength(2);
  });

  it.each(["camt053", "mt940", "bai2", "csv"])("is told as a file of %s", async (format) => {
    const { account, payout } = await paidOut();
    const told = await account.control("GET", `bank-statement?format=${format}`);
    expect(JSON.stringify(told)).toContain(payout.trace_id?.value ?? "no trace id");
  });
});
