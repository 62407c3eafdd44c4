import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReconciledShop, type ReconciledShop } from "#tests/support/reconciled-shop.ts";

const DAY = 86_400;
let shop: ReconciledShop;

beforeAll(async () => {
  shop = await openReconciledShop({ days: 14, paymentsPerDay: 30, seed: 5 });
}, 60_000);
afterAll(() => shop.close());

/** A paid card payment of cents; out: its charge. */
async function pay(amount: number, card = "pm_card_de"): Promise<string> {
  const intent = await shop.stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: card,
    confirm: true,
    return_url: "https://shop.example.com",
  });
  if (typeof intent.latest_charge !== "string") throw new Error(`the payment is ${intent.status}`);
  return intent.latest_charge;
}

async function compared(): Promise<string[]> {
  await shop.catchUp();
  await shop.reconcile();
  return await shop.open();
}

describe("refunds and disputes, one fault after the other", () => {
  const expected: string[] = [];

  it("begin without a break, whatever was refunded before the console's first day", async () => {
    expect(await shop.runtime.db.prisma.refund.count()).toBeGreaterThan(0);
    expect(await compared()).toEqual([]);
  });

  it("a refund that nobody asked for here is one", async () => {
    const { id } = await shop.stripe.refunds.create({ charge: await pay(7_000), amount: 1_000 });
    expected.push(`OUT_OF_BAND_REFUND ${id}`);
    expect(await compared()).toEqual(expected);
  });

  it("one that fails after it was done is another, with its whole amount owed", async () => {
    await shop.fault({ effect: "late_refund_failure" });
    const { id } = await shop.stripe.refunds.create({ charge: await pay(8_000), amount: 2_000 });
    for (let days = 0; days < 30 && (await statusOf(id)) !== "failed"; days += 1) shop.advance(DAY);
    expected.push(`REFUND_FUNDS_RETURNED ${id}`);
    expect(await compared()).toEqual(expected);
    const owed = await shop.runtime.db.prisma.ledgerBreak.findFirstOrThrow({
      where: { objectId: id, type: "REFUND_FUNDS_RETURNED" },
    });
    expect(owed.amount).toBe(-2_000n);
    await shop.clearFaults();
  });

  it("a dispute is none while it can be answered, nor once it was lost and its money written off", async () => {
    const charge = await pay(5_000, "pm_card_createDispute");
    expect(await compared()).toEqual(expected);
    const [dispute] = (await shop.stripe.disputes.list({ charge })).data;
    for (let days = 0; days < 60 && (await disputeStatus(dispute?.id)) !== "lost"; days += 1)
      shop.advance(DAY);
    expect(await compared()).toEqual(expected);
  });
});

const statusOf = async (id: string) => (await shop.stripe.refunds.retrieve(id)).status;
const disputeStatus = async (id = "") => (await shop.stripe.disputes.retrieve(id)).status;
