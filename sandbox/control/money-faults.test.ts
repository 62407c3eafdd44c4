import { describe, expect, it } from "vitest";
import { errorOf, openAccount, paidCharge, type TestAccount } from "../testing/test-account.ts";

const DAY = 86_400;

async function availableOf({ stripe }: TestAccount): Promise<number | undefined> {
  const { available } = await stripe.balance.retrieve();
  return available.find(({ currency }) => currency === "eur")?.amount;
}

async function transactionOf(account: TestAccount, amount: number): Promise<string> {
  const { charge } = await paidCharge(account, amount, "pm_card_bypassPending");
  const { balance_transaction: transaction } = charge;
  if (typeof transaction !== "string") throw new Error("the charge has no balance transaction");
  return transaction;
}

describe("what the API shows of the books", () => {
  it("missing_balance_transaction: withheld for a time, and the balance still contains it", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const first = await transactionOf(account, 5_000);
    const balance = await availableOf(account);
    const rule = { effect: "missing_balance_transaction", match: { objectId: first } };
    expect(await account.control("POST", "faults", { ...rule, forSeconds: DAY })).toMatchObject({
      hits: 0,
    });
    const second = await transactionOf(account, 3_000);
    const shown = async () => (await stripe.balanceTransactions.list()).data.map(({ id }) => id);
    expect(await shown()).toEqual([second]);
    expect(await errorOf(stripe.balanceTransactions.retrieve(first))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    expect(await availableOf(account)).toBeGreaterThan(balance ?? 0);
    expect(await account.control("GET", "faults")).toMatchObject({
      rules: [{ hits: 1, objects: [first] }],
    });
    await account.advance(DAY);
    expect((await stripe.balanceTransactions.retrieve(first)).amount).toBe(5_000);
  });

  it("a page of withheld rows only does not end the client's paging", async () => {
    const account = await openAccount();
    const ids: string[] = [];
    for (const amount of [1_000, 2_000, 3_000, 4_000])
      ids.push(await transactionOf(account, amount));
    for (const objectId of ids.slice(2)) {
      const rule = { effect: "missing_balance_transaction", match: { objectId } };
      await account.control("POST", "faults", rule);
    }
    const paged: string[] = [];
    for await (const { id } of account.stripe.balanceTransactions.list({ limit: 1 }))
      paged.push(id);
    expect(paged).toEqual(ids.slice(0, 2).toReversed());
  });

  it("drifting_amount: the first reading is right, later ones are not", async () => {
    const account = await openAccount();
    const id = await transactionOf(account, 5_000);
    const other = await transactionOf(account, 6_000);
    const balance = await availableOf(account);
    const drift = { effect: "drifting_amount", match: { objectId: id }, amountBy: -100, feeBy: 7 };
    await account.control("POST", "faults", drift);
    const before = await account.stripe.balanceTransactions.retrieve(id);
    const after = await account.stripe.balanceTransactions.retrieve(id);
    expect(after).toMatchObject({
      amount: before.amount - 100,
      fee: before.fee + 7,
      net: before.net - 107,
    });
    expect((await account.stripe.balanceTransactions.retrieve(other)).amount).toBe(6_000);
    expect(await availableOf(account)).toBe(balance);
  });

  it("extra_balance_transaction: with the balance, or against it", async () => {
    const account = await openAccount();
    await transactionOf(account, 5_000);
    const balance = (await availableOf(account)) ?? 0;
    const extra = { effect: "extra_balance_transaction", amount: -250 };
    await account.control("POST", "faults", extra);
    expect(await availableOf(account)).toBe(balance - 250);
    await account.control("POST", "faults", { ...extra, counted: false });
    expect(await availableOf(account)).toBe(balance - 250);
    const shown = await account.stripe.balanceTransactions.list({ type: "adjustment" });
    expect(shown.data.map(({ net, source }) => ({ net, source }))).toEqual([
      { net: -250, source: null },
      { net: -250, source: null },
    ]);
    await account.advance(DAY);
    const [payout] = (await account.stripe.payouts.list()).data;
    expect(payout?.amount).toBe(balance - 250);
  });

  it("balance_off: until the rule is taken away", async () => {
    const account = await openAccount();
    await transactionOf(account, 5_000);
    const balance = (await availableOf(account)) ?? 0;
    await account.control("POST", "faults", { effect: "balance_off", by: 33 });
    expect(await availableOf(account)).toBe(balance + 33);
    await account.control("DELETE", "faults");
    expect(await availableOf(account)).toBe(balance);
  });
});

describe("what really goes wrong", () => {
  it("fee_drift: charges cost more from a moment on", async () => {
    const account = await openAccount();
    const feeOf = async (): Promise<number> => {
      const id = await transactionOf(account, 10_000);
      return (await account.stripe.balanceTransactions.retrieve(id)).fee;
    };
    const before = await feeOf();
    const rule = { effect: "fee_drift", basisPoints: 40, fixed: 5, afterMs: 60_000 };
    await account.control("POST", "faults", rule);
    expect(await feeOf()).toBe(before);
    await account.advance(60);
    expect(await feeOf()).toBe(before + 45);
  });

  it("late_refund_failure: the next refund succeeds and comes back later", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000, "pm_card_bypassPending");
    await transactionOf(account, 9_000);
    const rule = { effect: "late_refund_failure", afterSeconds: 3 * 3_600 };
    await account.control("POST", "faults", rule);
    const refund = await account.stripe.refunds.create({ charge: charge.id, amount: 700 });
    expect(refund.status).toBe("succeeded");
    await account.advance(3 * 3_600);
    const failed = await account.stripe.refunds.retrieve(refund.id);
    expect(failed.status).toBe("failed");
    expect(failed.failure_balance_transaction).toMatch(/^txn_/);
    expect(await account.control("GET", "faults")).toMatchObject({
      rules: [{ hits: 1, objects: [refund.id] }],
    });
  });

  it.each([
    [false, ["payout.failed"]],
    [true, ["payout.failed", "payout.paid"]],
  ])(
    "payout_failure: the bank sends it back (after it seemed paid: %s)",
    async (afterPaid, events) => {
      const account = await openAccount();
      await transactionOf(account, 5_000);
      await account.control("POST", "faults", { effect: "payout_failure", afterPaid });
      await account.advance(3 * DAY + 12 * 3_600);
      const payouts = (await account.stripe.payouts.list()).data;
      const failed = payouts.filter(({ status }) => status === "failed");
      expect(failed.map(({ failure_code: code }) => code)).toEqual(["could_not_process"]);
      const told = await account.stripe.events.list({ types: ["payout.failed", "payout.paid"] });
      const own = told.data.filter(
        ({ data }) => "id" in data.object && data.object.id === failed[0]?.id,
      );
      expect(own.map(({ type }) => type)).toEqual(events);
    },
  );
});
