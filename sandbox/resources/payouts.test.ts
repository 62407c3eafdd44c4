import { describe, expect, it } from "vitest";
import { DAY_SECONDS, openAccount, paidCharge, type TestAccount } from "../testing/test-account.ts";

async function balanceOf({ stripe }: TestAccount): Promise<{ available: number; pending: number }> {
  const { available, pending } = await stripe.balance.retrieve();
  return { available: available[0]?.amount ?? 0, pending: pending[0]?.amount ?? 0 };
}

describe("settlement", () => {
  it("makes a card payment available two business days later", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    expect(await balanceOf(account)).toEqual({ available: 0, pending: 9_825 });
    const [transaction] = (await account.stripe.balanceTransactions.list({ source: charge.id }))
      .data;
    expect(transaction?.available_on).toBe(Date.UTC(2026, 2, 4) / 1000);
  });

  it("skips the weekend", async () => {
    const account = await openAccount();
    await account.advance(4 * DAY_SECONDS);
    const { charge } = await paidCharge(account, 10_000);
    const [transaction] = (await account.stripe.balanceTransactions.list({ source: charge.id }))
      .data;
    expect(transaction?.available_on).toBe(Date.UTC(2026, 2, 10) / 1000);
  });

  it("is immediate with the card that bypasses it", async () => {
    const account = await openAccount();
    await paidCharge(account, 10_000, "pm_card_bypassPending");
    expect(await balanceOf(account)).toEqual({ available: 9_680, pending: 0 });
  });
});

describe("the automatic payout", () => {
  it("sweeps what is available, lists its members and arrives a business day later", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.stripe.refunds.create({ charge: charge.id, amount: 1_000 });
    await account.advance(2 * DAY_SECONDS);
    const [payout] = (await account.stripe.payouts.list()).data;
    expect(payout).toMatchObject({
      amount: 8_825,
      automatic: true,
      status: "in_transit",
      arrival_date: Date.UTC(2026, 2, 5) / 1000,
    });
    const members = await account.stripe.balanceTransactions.list({ payout: payout?.id ?? "" });
    expect(members.data.map(({ type, net }) => [type, net])).toEqual([
      ["payout", -8_825],
      ["refund", -1_000],
      ["charge", 9_825],
    ]);
    expect(await balanceOf(account)).toEqual({ available: 0, pending: 0 });
    await account.advance(DAY_SECONDS);
    expect((await account.stripe.payouts.retrieve(payout?.id ?? "")).status).toBe("paid");
    const events = await account.stripe.events.list({ type: "payout.*" });
    expect(events.data.map(({ type }) => type)).toContain("payout.paid");
  });

  it("waits while more was given back than came in", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 10_000, "pm_card_de");
    await account.advance(3 * DAY_SECONDS);
    await account.stripe.refunds.create({ charge: charge.id });
    expect(await balanceOf(account)).toEqual({ available: -10_000, pending: 0 });
    await account.advance(2 * DAY_SECONDS);
    expect((await account.stripe.payouts.list()).data.length).toBe(1);
    await paidCharge(account, 30_000, "pm_card_bypassPending");
    await account.advance(3 * DAY_SECONDS);
    const [payout] = (await account.stripe.payouts.list()).data;
    expect(payout?.amount).toBe(30_000 - 900 - 10_000);
  });
});
