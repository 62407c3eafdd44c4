import { createHash } from "node:crypto";
import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { OBJECT_KINDS } from "../store/object-kinds.ts";
import {
  brokenEvents,
  brokenMoney,
  brokenPayouts,
  readAccount,
} from "../testing/money-invariants.ts";
import { DAY_SECONDS, MONDAY_MS, openAccount, type TestAccount } from "../testing/test-account.ts";

const MANY = { limit: 10_000 };
const SMALL = { days: 12, paymentsPerDay: 80 };

/** Of everything the account holds: each kind of object, and its events. */
function digestOf({ sandbox }: TestAccount): string {
  const { database } = sandbox.engine.world.store;
  const hash = createHash("sha256");
  for (const table of [...Object.keys(OBJECT_KINDS), "event", "incident", "incident_object"]) {
    for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY seq`).iterate())
      hash.update(JSON.stringify(row));
  }
  return hash.digest("hex");
}

function shareOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length / items.length;
}

describe("the history of the shop", () => {
  it("is the same for the same seed and moment, and another for another seed", {
    timeout: 60_000,
  }, async () => {
    const first = await openAccount({ days: 3, paymentsPerDay: 60 });
    const same = await openAccount({ days: 3, paymentsPerDay: 60 });
    const other = await openAccount({ days: 3, paymentsPerDay: 60, seed: 2 });
    expect(digestOf(same)).toBe(digestOf(first));
    expect(digestOf(other)).not.toBe(digestOf(first));
  });

  it("adds up, and every object in it is valid and occurs", { timeout: 120_000 }, async () => {
    const account = await openAccount(SMALL);
    const state = await readAccount(account.stripe);
    expect(state.charges.length).toBeGreaterThan(700);
    expect(brokenMoney(state)).toEqual([]);
    expect(await brokenPayouts(account.stripe, state)).toEqual([]);
    expect(await brokenEvents(account.stripe, state)).toEqual([]);
    await account.stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray(MANY);
    await account.stripe.customers.list({ limit: 100 }).autoPagingToArray(MANY);
    await account.stripe.paymentMethods.list({ limit: 100 }).autoPagingToArray(MANY);
    await account.stripe.accounts.retrieveCurrent();
    const kinds = [
      "account",
      "balance",
      "balance_transaction",
      "charge",
      "customer",
      "event",
      "payment_intent",
      "payment_method",
      "payout",
      "refund",
    ];
    expect(account.recorder.missing(kinds)).toEqual([]);
  });

  it("looks like a shop's: declines, refunds, methods, returning customers, days and nights", {
    timeout: 120_000,
  }, async () => {
    const account = await openAccount(SMALL);
    const { charges, refunds, payouts } = await readAccount(account.stripe);
    const cards = charges.filter(({ payment_method_details: details }) => details?.type === "card");
    expect(
      new Set(charges.map(({ payment_method_details: details }) => details?.type)).size,
    ).toBeGreaterThanOrEqual(5);
    expect(shareOf(charges, (charge) => cards.includes(charge))).toBeGreaterThan(0.5);
    expect(shareOf(cards, ({ status }) => status === "failed")).toBeGreaterThan(0.05);
    expect(shareOf(cards, ({ status }) => status === "failed")).toBeLessThan(0.16);
    const reasons = cards
      .filter(({ status }) => status === "failed")
      .map(({ outcome }) => outcome?.reason);
    expect(shareOf(reasons, (reason) => reason === "insufficient_funds")).toBeGreaterThan(0.25);
    expect(refunds.length / charges.length).toBeGreaterThan(0.003);
    expect(payouts.length).toBeGreaterThan(3);
    const buyers = charges.map(({ customer }) => customer);
    expect(new Set(buyers).size / buyers.length).toBeLessThan(0.8);
    const hourShare = (from: number, to: number): number =>
      shareOf(
        charges,
        ({ created }) =>
          new Date(created * 1000).getUTCHours() >= from &&
          new Date(created * 1000).getUTCHours() < to,
      );
    expect(hourShare(17, 22)).toBeGreaterThan(4 * hourShare(0, 5));
    const customers = await account.stripe.customers.list({ limit: 100 });
    expect(
      customers.data.filter(
        ({ email }) => !/@([a-z]+\.)?example\.(com|net|org)$/.test(email ?? ""),
      ),
    ).toEqual([]);
  });

  it("holds what detectors are for: a burst from one card, and an outage of one method", {
    timeout: 120_000,
  }, async () => {
    const account = await openAccount({ ...SMALL, paymentsPerDay: 400, days: 3 });
    const since = MONDAY_MS / 1000 - DAY_SECONDS;
    const recent = await account.stripe.charges
      .list({ created: { gte: since }, limit: 100 })
      .autoPagingToArray(MANY);
    const perCard = Map.groupBy(
      recent,
      ({ payment_method_details: details }) => details?.card?.fingerprint ?? "none",
    );
    perCard.delete("none");
    const burst = [...perCard.values()].filter(
      (charges) => charges.length >= 5 && spread(charges) < 3_600,
    );
    expect(burst.length).toBeGreaterThan(0);
    expect(burst[0]?.every(({ outcome }) => outcome?.risk_level !== "normal")).toBe(true);
    const cards = recent.filter(({ payment_method_details: details }) => details?.type === "card");
    const outage = (created: number): boolean => created >= MONDAY_MS / 1000 - 4 * 3_600;
    const failing = (inside: boolean): number =>
      shareOf(
        cards.filter(({ created }) => outage(created) === inside),
        ({ status }) => status === "failed",
      );
    expect(failing(true)).toBeGreaterThan(3 * failing(false));
  });
});

function spread(charges: readonly Stripe.Charge[]): number {
  const times = charges.map(({ created }) => created);
  return Math.max(...times) - Math.min(...times);
}

describe("the running shop", () => {
  it("goes on selling at the rate asked for, and its sales are events", {
    timeout: 60_000,
  }, async () => {
    const account = await openAccount({ days: 1, paymentsPerDay: 50, livePerHour: 60 });
    const since = { created: { gte: MONDAY_MS / 1000 } };
    expect((await account.stripe.paymentIntents.list(since)).data).toEqual([]);
    await account.advance(DAY_SECONDS);
    const sold = await account.stripe.paymentIntents
      .list({ ...since, limit: 100 })
      .autoPagingToArray(MANY);
    expect(sold.length).toBeGreaterThan(1_000);
    expect(sold.length).toBeLessThan(2_200);
    const events = await account.stripe.events.list({
      ...since,
      type: "payment_intent.succeeded",
      limit: 100,
    });
    expect(events.data.length).toBe(100);
  });
});
