import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { DAY_SECONDS, openAccount, type TestAccount } from "../../testing/test-account.ts";
import type { IncidentName } from "../incident-log.ts";
import type { Truth, TruthIncident } from "../truth.ts";

const HISTORY = { days: 10, paymentsPerDay: 150 };
const MANY = { limit: 10_000 };

async function truthOf({ sandbox }: TestAccount): Promise<Truth> {
  const answer = await fetch(`${sandbox.url}/_sandbox/truth`);
  return (await answer.json()) as Truth;
}

/** The account of a scenario, and the truth of its one incident of that name. */
async function told(
  scenario: Exclude<IncidentName, "card-outage" | "one-card-burst">,
  options: { days?: number; paymentsPerDay?: number } = {},
): Promise<{ account: TestAccount; incident: TruthIncident }> {
  const account = await openAccount({ ...HISTORY, ...options, scenario });
  const { history, incidents } = await truthOf(account);
  expect(history?.scenario).toBe(scenario);
  const [incident, ...others] = incidents.filter(({ name }) => name === scenario);
  expect(others).toEqual([]);
  if (incident === undefined) throw new Error(`the truth knows of no ${scenario}`);
  expect(incident.origin).toBe("history");
  return { account, incident };
}

function idsOf(incident: TruthIncident, role: string): string[] {
  return incident.objects.filter((object) => object.role === role).map(({ id }) => id);
}

function within({ from, until }: TruthIncident): { gte: number; lt: number } {
  if (until === null) throw new Error("it does not end");
  return { gte: Math.floor(Date.parse(from) / 1000), lt: Math.ceil(Date.parse(until) / 1000) };
}

async function chargesOf(
  { stripe }: TestAccount,
  created: Stripe.RangeQueryParam,
): Promise<Stripe.Charge[]> {
  return stripe.charges.list({ created, limit: 100 }).autoPagingToArray(MANY);
}

const total = (objects: readonly { amount: number }[]): number =>
  objects.reduce((sum, { amount }) => sum + amount, 0);

describe("the truth of a scenario is what the account holds", { timeout: 120_000 }, () => {
  it("decline-storm: cards of one issuer and country, most of them declined", async () => {
    const { account, incident } = await told("decline-storm", { paymentsPerDay: 500 });
    const { issuer, country } = incident.where;
    const slice = (await chargesOf(account, within(incident))).filter(
      ({ payment_method_details: details }) =>
        details?.card?.issuer === issuer && details?.card?.country === country,
    );
    const orders = slice.filter(({ description }) => description?.startsWith("Order"));
    const failed = orders.filter(({ status }) => status === "failed").map(({ id }) => id);
    expect(idsOf(incident, "declined").toSorted()).toEqual(failed.toSorted());
    expect(failed.length).toBeGreaterThan(orders.length / 2);
    const others = await chargesOf(account, { lt: within(incident).gte });
    expect(others.filter(({ status }) => status === "failed").length / others.length).toBeLessThan(
      0.2,
    );
  });

  it("refund-spree: refunds that name one agent, and nobody else's", async () => {
    const { account, incident } = await told("refund-spree");
    const refunds = await account.stripe.refunds.list({ limit: 100 }).autoPagingToArray(MANY);
    const agent = incident.where["agent"];
    const theirs = refunds.filter(({ metadata }) => metadata?.["handled_by"] === agent);
    expect(idsOf(incident, "refunded").toSorted()).toEqual(theirs.map(({ id }) => id).toSorted());
    expect(incident.effects["refunded"]?.count).toBe(36);
    const euros = theirs.filter(({ currency }) => currency === "eur");
    expect(incident.effects["refunded"]?.amounts["eur"]).toBe(total(euros));
  });

  it("card-testing: tiny amounts from many cards of one issuer", async () => {
    const { account, incident } = await told("card-testing");
    const tiny = (await chargesOf(account, within(incident))).filter(
      ({ amount, currency, payment_method_details: details }) =>
        currency === "eur" && amount < 300 && details?.card?.issuer === incident.where["issuer"],
    );
    expect(incident.objects.map(({ id }) => id).toSorted()).toEqual(
      tiny.map(({ id }) => id).toSorted(),
    );
    const cards = tiny.map(({ payment_method_details: details }) => details?.card?.fingerprint);
    expect(new Set(cards).size).toBe(tiny.length);
    expect(incident.effects["declined"]?.count).toBeGreaterThan(100);
  });

  it("stuck-payout: in transit after its day of arrival, and still so a week later", async () => {
    const { account, incident } = await told("stuck-payout");
    const [id = ""] = idsOf(incident, "stuck");
    await account.advance(7 * DAY_SECONDS);
    const payout = await account.stripe.payouts.retrieve(id);
    expect(payout.status).toBe("in_transit");
    expect(payout.amount).toBe(incident.effects["stuck"]?.amounts["eur"]);
    expect(payout.arrival_date * 1000).toBeLessThan(account.sandbox.engine.world.clock.nowMs());
  });

  it("webhook-outage: events that count as undelivered", async () => {
    const { account, incident } = await told("webhook-outage");
    await account.advance(3_600);
    const after = (await truthOf(account)).incidents.find(({ id }) => id === incident.id);
    const lost = await account.stripe.events
      .list({ delivery_success: false, limit: 100 })
      .autoPagingToArray(MANY);
    expect(lost.length).toBeGreaterThan(10);
    expect(after === undefined ? [] : idsOf(after, "undelivered").toSorted()).toEqual(
      lost.map(({ id }) => id).toSorted(),
    );
  });

  it("fee-drift: payments from that moment on cost more than before", async () => {
    const { account, incident } = await told("fee-drift");
    const since = Date.parse(incident.from) / 1000;
    const booked = (
      await account.stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray(MANY)
    ).filter(({ type }) => type === "charge" || type === "payment");
    const drifted = booked.filter(({ created }) => created >= since);
    expect(idsOf(incident, "overcharged").toSorted()).toEqual(
      drifted.map(({ id }) => id).toSorted(),
    );
    const extra = Number(incident.where["extra_basis_points"]);
    const tooMuch = drifted.map(({ amount }) => Math.floor((amount * extra + 5_000) / 10_000));
    const sum = tooMuch.reduce((left, right) => left + right, 0);
    expect(incident.effects["overcharged"]?.amounts["eur"]).toBe(sum);
  });

  it("fx-surprise: one day's rates lie off those of the days around it", async () => {
    const { account, incident } = await told("fx-surprise", { paymentsPerDay: 300 });
    const { gte, lt } = within(incident);
    const converted = (
      await account.stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray(MANY)
    ).filter(({ exchange_rate: rate }) => rate !== null && rate > 1);
    const rates = (from: number, to: number): number[] =>
      converted
        .filter(({ created }) => created >= from && created < to)
        .map(({ exchange_rate: rate }) => rate ?? 0);
    const jumped = Math.max(...rates(gte, lt));
    const before = Math.min(...rates(gte - 3 * DAY_SECONDS, gte));
    const next = Math.min(...rates(lt, lt + DAY_SECONDS));
    expect(before / jumped).toBeGreaterThan(1.05);
    expect(next / jumped).toBeGreaterThan(1.05);
    expect(idsOf(incident, "converted").length).toBeGreaterThanOrEqual(rates(gte, lt).length);
  });

  it("quiet-day: far fewer orders than on the same weekday before", async () => {
    const { account, incident } = await told("quiet-day");
    const { gte, lt } = within(incident);
    const ordersIn = async (from: number, to: number): Promise<Stripe.PaymentIntent[]> =>
      account.stripe.paymentIntents
        .list({ created: { gte: from, lt: to }, limit: 100 })
        .autoPagingToArray(MANY);
    const day = await ordersIn(gte, lt);
    const weekBefore = await ordersIn(gte - 7 * DAY_SECONDS, lt - 7 * DAY_SECONDS);
    expect(idsOf(incident, "ordered").every((id) => day.some((order) => order.id === id))).toBe(
      true,
    );
    expect(day.length).toBeLessThan(weekBefore.length * 0.6);
  });
});

describe("incidents", { timeout: 120_000 }, () => {
  it("are told the same for the same seed and moment", async () => {
    const options = { days: 6, paymentsPerDay: 80, scenario: "everything" } as const;
    const first = await truthOf(await openAccount(options));
    const same = await truthOf(await openAccount(options));
    const other = await truthOf(await openAccount({ ...options, seed: 2 }));
    expect(same).toEqual(first);
    expect(other.incidents).not.toEqual(first.incidents);
  });

  it("start on the living account, go on with its clock, and stand in the file", async () => {
    const account = await openAccount({ days: 4, paymentsPerDay: 80 });
    const started = (await account.control("POST", "incidents", {
      name: "refund-spree",
    })) as TruthIncident;
    expect(started.origin).toBe("live");
    await account.advance(2.5 * 3_600);
    await account.sandbox.close();
    const file = readFileSync(join(account.dataFolder, "truth.json"), "utf8");
    const truth = JSON.parse(file) as Truth;
    const spree = truth.incidents.find(({ id }) => id === started.id);
    expect(spree?.effects["refunded"]?.count).toBe(36);
  });

  it("are listed with what they do, and a wrong name is refused with the right ones", async () => {
    const account = await openAccount();
    const { incidents } = (await account.control("GET", "incidents")) as {
      incidents: { name: string; description: string }[];
    };
    expect(incidents.map(({ name }) => name)).toContain("decline-storm");
    const refusal = await account.control("POST", "incidents", { name: "flood" });
    expect(JSON.stringify(refusal)).toContain("decline-storm");
  });
});
