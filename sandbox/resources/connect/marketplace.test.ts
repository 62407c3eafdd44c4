import type { Stripe } from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";
import { addConnectedAccount } from "./add-connected-account.ts";

let platform: TestAccount;
let seller: string;
let own: { stripeAccount: string };

beforeEach(async () => {
  platform = await openAccount();
  seller = addSeller();
  own = { stripeAccount: seller };
});

function addSeller(complete = true): string {
  const { world } = platform.sandbox.engine;
  const facts = { country: "NL", currency: "eur", email: "s@example.com", name: "Example Seller" };
  return world.store.transact(() =>
    addConnectedAccount(world, { ...facts, type: "custom", metadata: {}, complete }),
  ).id;
}

async function pay(
  params: Partial<Stripe.PaymentIntentCreateParams>,
  options: Stripe.RequestOptions = {},
): Promise<Stripe.Charge> {
  const intent = await platform.stripe.paymentIntents.create(
    {
      amount: 10_000,
      currency: "eur",
      payment_method: "pm_card_bypassPending",
      confirm: true,
      return_url: "https://shop.example.com",
      expand: ["latest_charge"],
      ...params,
    },
    options,
  );
  if (typeof intent.latest_charge !== "object" || intent.latest_charge === null)
    throw new Error("the payment left no charge");
  return intent.latest_charge;
}

async function held(options: Stripe.RequestOptions = {}): Promise<number> {
  const { available, pending } = await platform.stripe.balance.retrieve({}, options);
  return (available[0]?.amount ?? 0) + (pending[0]?.amount ?? 0);
}

async function movements(options: Stripe.RequestOptions = {}): Promise<[string, number][]> {
  const { data } = await platform.stripe.balanceTransactions.list({ limit: 100 }, options);
  return data.toReversed().map(({ type, net }) => [type, net]);
}

describe("a request on behalf of a connected account", () => {
  it("sees that account's own objects only", async () => {
    const { stripe } = platform;
    const theirs = await stripe.customers.create({ email: "them@example.com" }, own);
    const ours = await stripe.customers.create({ email: "us@example.com" });
    expect((await stripe.customers.list({}, own)).data.map(({ id }) => id)).toEqual([theirs.id]);
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([ours.id]);
    const missing = await errorOf(stripe.customers.retrieve(theirs.id));
    expect(missing.code).toBe("resource_missing");
    const event = (await stripe.events.list({ type: "customer.created" }, own)).data[0];
    expect(event).toMatchObject({ account: seller, data: { object: { id: theirs.id } } });
    expect((await stripe.accounts.retrieve(null, {}, own)).id).toBe(seller);
  });

  it("is refused for an account that is not connected", async () => {
    const unknown = { stripeAccount: "acct_1Unknown" };
    const error = await errorOf(platform.stripe.balance.retrieve({}, unknown));
    expect([error.statusCode, error.code]).toEqual([403, "account_invalid"]);
  });

  it("has idempotency keys of its own", async () => {
    const key = { idempotencyKey: "one-key" };
    const ours = await platform.stripe.customers.create({ name: "Us" }, key);
    const theirs = await platform.stripe.customers.create({ name: "Them" }, { ...key, ...own });
    expect(theirs.id).not.toBe(ours.id);
    const again = await platform.stripe.customers.create({ name: "Them" }, { ...key, ...own });
    expect(again.id).toBe(theirs.id);
  });

  it("cannot charge while something is past due", async () => {
    const incomplete = addSeller(false);
    const error = await errorOf(pay({}, { stripeAccount: incomplete }));
    expect(error.message).toContain("cannot currently make charges");
  });
});

describe("a direct charge with an application fee", () => {
  it("is the connected account's, less both fees, and the platform earns", async () => {
    const charge = await pay({ application_fee_amount: 700 }, own);
    expect(await held(own)).toBe(10_000 - 320 - 700);
    expect(await held()).toBe(700);
    expect(await movements()).toEqual([["application_fee", 700]]);
    const [fee] = (await platform.stripe.applicationFees.list({ charge: charge.id })).data;
    expect(fee).toMatchObject({ id: charge.application_fee, account: seller, amount: 700 });
    expect(charge.application).toBe(fee?.application);
  });

  it("takes the fee at the capture, which may change it but not beyond what is taken", async () => {
    const { stripe } = platform;
    const charge = await pay({ application_fee_amount: 700, capture_method: "manual" }, own);
    expect((await stripe.applicationFees.list()).data).toEqual([]);
    const intent = idOf(charge.payment_intent) ?? "";
    const beyond = { amount_to_capture: 600, application_fee_amount: 601 };
    expect((await errorOf(stripe.paymentIntents.capture(intent, beyond, own))).statusCode).toBe(
      400,
    );
    const less = { amount_to_capture: 5_000, application_fee_amount: 250 };
    await stripe.paymentIntents.capture(intent, less, own);
    expect(await held()).toBe(250);
  });

  it("gives the fee back with the refund, in proportion and exactly", async () => {
    const charge = await pay({ application_fee_amount: 333 }, own);
    for (const amount of [3_333, 3_333, 3_334]) {
      await platform.stripe.refunds.create(
        { charge: charge.id, amount, refund_application_fee: true },
        own,
      );
    }
    expect(await held()).toBe(0);
    expect(await held(own)).toBe(-320);
    const fee = await platform.stripe.applicationFees.retrieve(idOf(charge.application_fee) ?? "");
    expect(fee).toMatchObject({ amount_refunded: 333, refunded: true });
    expect(fee.refunds.data.map(({ amount }) => amount)).toEqual([111, 111, 111]);
  });
});

describe("a destination charge", () => {
  it("passes the money on and keeps the fee", async () => {
    const charge = await pay({
      application_fee_amount: 1_000,
      transfer_data: { destination: seller },
    });
    expect(await movements()).toEqual([
      ["charge", 9_680],
      ["transfer", -10_000],
      ["application_fee", 1_000],
    ]);
    expect(await movements(own)).toEqual([["payment", 9_000]]);
    const transfer = await platform.stripe.transfers.retrieve(idOf(charge.transfer) ?? "", {
      expand: ["destination_payment"],
    });
    expect(transfer).toMatchObject({
      amount: 10_000,
      destination: seller,
      source_transaction: charge.id,
      transfer_group: charge.transfer_group,
      destination_payment: { source_transfer: transfer.id, application_fee_amount: 1_000 },
    });
  });

  it("passes on a part when asked to", async () => {
    await pay({ transfer_data: { destination: seller, amount: 2_500 } });
    expect([await held(), await held(own)]).toEqual([10_000 - 320 - 2_500, 2_500]);
  });

  it("waits with the charge it comes from", async () => {
    await pay({ payment_method: "pm_card_de", transfer_data: { destination: seller } });
    const { available, pending } = await platform.stripe.balance.retrieve({}, own);
    expect([available[0]?.amount, pending[0]?.amount]).toEqual([0, 10_000]);
    await platform.advance(2 * DAY_SECONDS);
    const [payout] = (await platform.stripe.payouts.list({}, own)).data;
    expect(payout?.amount).toBe(10_000);
    const banks = await platform.stripe.accounts.listExternalAccounts(seller);
    expect(payout?.destination).toBe(banks.data[0]?.id);
  });

  it("takes transfer and fee back in proportion when refunded so", async () => {
    const charge = await pay({
      application_fee_amount: 1_000,
      transfer_data: { destination: seller },
    });
    const refund = await platform.stripe.refunds.create({
      charge: charge.id,
      amount: 4_000,
      reverse_transfer: true,
      refund_application_fee: true,
      expand: ["transfer_reversal"],
    });
    expect(refund.transfer_reversal).toMatchObject({ amount: 4_000, source_refund: refund.id });
    expect(await held()).toBe(9_680 - 10_000 + 1_000 - 4_000 + 4_000 - 400);
    expect(await movements(own)).toEqual([
      ["payment", 9_000],
      ["payment_refund", -3_600],
    ]);
    const types = (await platform.stripe.events.list({ limit: 100 })).data.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(["transfer.reversed", "application_fee.refunded"]),
    );
  });

  it("is refused for an account that may not receive", async () => {
    const incomplete = addSeller(false);
    const error = await errorOf(pay({ transfer_data: { destination: incomplete } }));
    expect(error.message).toContain("capabilities enabled: transfers");
    expect(await movements()).toEqual([]);
  });

  it("has a fee only where somebody pays it, and not both ways of sharing", async () => {
    expect((await errorOf(pay({ application_fee_amount: 100 }))).param).toBe(
      "application_fee_amount",
    );
    const both = { application_fee_amount: 1, transfer_data: { destination: seller, amount: 1 } };
    expect((await errorOf(pay(both))).code).toBe("parameters_exclusive");
  });
});

describe("a transfer", () => {
  it("needs available money, or a charge to take it from", async () => {
    const { stripe } = platform;
    const to = { currency: "eur", destination: seller };
    const poor = await errorOf(stripe.transfers.create({ ...to, amount: 500 }));
    expect(poor.code).toBe("balance_insufficient");
    const charge = await pay({ payment_method: "pm_card_de" });
    const made = await stripe.transfers.create({
      ...to,
      amount: 6_000,
      source_transaction: charge.id,
    });
    expect(made).toMatchObject({ amount: 6_000, reversed: false });
    const more = stripe.transfers.create({ ...to, amount: 4_001, source_transaction: charge.id });
    expect((await errorOf(more)).message).toContain("must not exceed the source amount");
    expect(await held(own)).toBe(6_000);
  });

  it("can be reversed as far as the account still has the money", async () => {
    const { stripe } = platform;
    await pay({});
    const { id } = await stripe.transfers.create({
      amount: 5_000,
      currency: "eur",
      destination: seller,
      transfer_group: "ORDER1",
    });
    const reversal = await stripe.transfers.createReversal(id, { amount: 2_000 });
    expect((await stripe.transfers.retrieveReversal(id, reversal.id)).amount).toBe(2_000);
    expect((await stripe.transfers.listReversals(id)).data).toHaveLength(1);
    expect([await held(), await held(own)]).toEqual([9_680 - 3_000, 3_000]);
    const tooMuch = await errorOf(stripe.transfers.createReversal(id, { amount: 3_001 }));
    expect(tooMuch.param).toBe("amount");
    await platform.advance(DAY_SECONDS);
    expect(await held(own)).toBe(0);
    const gone = await errorOf(stripe.transfers.createReversal(id));
    expect(gone.code).toBe("balance_insufficient");
    const listed = await stripe.transfers.list({ transfer_group: "ORDER1" });
    expect(listed.data[0]?.amount_reversed).toBe(2_000);
  });
});

describe("an application fee", () => {
  it("can be given back without a refund, and no further than it went", async () => {
    const charge = await pay({ application_fee_amount: 700 }, own);
    const fee = idOf(charge.application_fee) ?? "";
    const back = await platform.stripe.applicationFees.createRefund(fee, { amount: 300 });
    await platform.stripe.applicationFees.updateRefund(fee, back.id, {
      metadata: { why: "goodwill" },
    });
    expect(await held(own)).toBe(10_000 - 320 - 700 + 300);
    expect(await held()).toBe(400);
    const tooMuch = await errorOf(
      platform.stripe.applicationFees.createRefund(fee, { amount: 401 }),
    );
    expect(tooMuch.param).toBe("amount");
    const listed = await platform.stripe.applicationFees.listRefunds(fee);
    expect(listed.data.map(({ metadata }) => metadata?.["why"])).toEqual(["goodwill"]);
  });
});

describe("a connected account in the red", () => {
  it("is held back from the platform until it has paid", async () => {
    const charge = await pay({}, own);
    await platform.advance(DAY_SECONDS);
    await platform.stripe.refunds.create({ charge: charge.id }, own);
    await platform.advance(DAY_SECONDS);
    const reserved = await platform.stripe.balance.retrieve();
    expect(reserved.connect_reserved?.[0]).toMatchObject({ amount: 10_000, currency: "eur" });
    expect(await held()).toBe(-10_000);
    await pay({ amount: 20_000 }, own);
    await platform.advance(DAY_SECONDS);
    expect((await platform.stripe.balance.retrieve()).connect_reserved).toBeUndefined();
    expect(await held()).toBe(0);
  });
});
