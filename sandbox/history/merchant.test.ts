import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine } from "../engine.ts";
import type { ObjectKind, StoredObjects } from "../store/object-kinds.ts";
import { MONDAY_MS } from "../testing/test-account.ts";
import { CARD_DECLINES } from "./decline-mix.ts";
import { allIncidents, objectsOf } from "./incident-log.ts";
import { Shop } from "./shop.ts";

const DAYS = 40;
const folder = mkdtempSync(join(tmpdir(), "merchant-"));
let engine: Engine;

beforeAll(() => {
  engine = new Engine({
    dataFolder: folder,
    seed: 7,
    webhookRetryProfile: "fast",
    realNow: () => MONDAY_MS,
    frozenAtMs: MONDAY_MS,
    shop: new Shop(7, 0),
  });
  engine.makeHistory({ days: DAYS, paymentsPerDay: 250, scenario: "decline-storm" });
}, 120_000);

afterAll(() => {
  engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

function all<K extends ObjectKind>(kind: K): StoredObjects[K][] {
  return engine.world.store.find(kind, { conditions: [], order: "oldest", limit: 100_000 });
}

/** Charges that no incident touched. */
function everydayCharges(): StoredObjects["charge"][] {
  const { world } = engine;
  const touched = allIncidents(world).flatMap(({ id }) => objectsOf(world, id));
  const ids = new Set(touched.map(({ id }) => id));
  return all("charge").filter(({ id }) => !ids.has(id));
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const groups = Map.groupBy(items, key);
  return new Map([...groups].map(([name, members]) => [name, members.length]));
}

describe("a merchant's forty days", () => {
  it("have decline codes in the proportions that the mix names", () => {
    const declined = everydayCharges().filter(
      ({ outcome, payment_method_details: details }) =>
        outcome?.type === "issuer_declined" && details?.type === "card",
    );
    expect(declined.length).toBeGreaterThan(400);
    const counts = countBy(declined, ({ outcome }) => outcome?.reason ?? "");
    const weights = CARD_DECLINES.map(([, weight]) => weight);
    expect(weights.reduce((sum: number, weight) => sum + weight, 0)).toBeCloseTo(100, 6);
    for (const [code, percent] of CARD_DECLINES) {
      const expected = (declined.length * percent) / 100;
      const deviation = Math.sqrt(expected);
      expect(Math.abs((counts.get(code) ?? 0) - expected), code).toBeLessThan(4.5 * deviation + 3);
    }
  });

  it("have thousands of customers in several countries, currencies and methods", () => {
    const countries = countBy(all("customer"), ({ address }) => address?.country ?? "none");
    expect(all("customer").length).toBeGreaterThan(2_000);
    expect(countries.size).toBeGreaterThanOrEqual(5);
    const charges = everydayCharges();
    const types = countBy(charges, ({ payment_method_details: details }) => details?.type ?? "");
    expect(types.size).toBeGreaterThanOrEqual(5);
    const currencies = countBy(charges, ({ currency }) => currency);
    expect([...currencies.keys()].toSorted()).toEqual(["eur", "gbp", "jpy", "usd"]);
    expect(currencies.get("eur") ?? 0).toBeGreaterThan(charges.length * 0.8);
  });

  it("have subscribers who renew, fall behind, are tried again, and leave", () => {
    const statuses = countBy(all("subscription"), ({ status }) => status);
    for (const status of ["active", "past_due", "canceled"])
      expect(statuses.get(status) ?? 0, status).toBeGreaterThan(0);
    const invoices = all("invoice");
    const reasons = countBy(invoices, ({ billing_reason: reason }) => reason ?? "");
    expect(reasons.get("subscription_cycle") ?? 0).toBeGreaterThan(50);
    const recovered = invoices.filter(
      ({ status, attempt_count: tries }) => status === "paid" && tries > 1,
    );
    expect(recovered.length).toBeGreaterThan(3);
  });

  it("have disputes, warnings, reviews, sellers, monthly fees and payouts", () => {
    const disputes = all("dispute");
    expect(disputes.length).toBeGreaterThan(4);
    expect(disputes.length / all("charge").length).toBeLessThan(0.0075);
    expect(all("early_fraud_warning").length).toBeGreaterThan(1);
    const reviews = countBy(all("review"), ({ open, closed_reason: reason }) =>
      open ? "open" : (reason ?? ""),
    );
    expect(reviews.get("approved") ?? 0).toBeGreaterThan(reviews.get("open") ?? 0);
    expect(all("transfer").length).toBeGreaterThan(100);
    const movements = countBy(all("balance_transaction"), ({ type }) => type);
    expect(movements.get("stripe_fee") ?? 0).toBeGreaterThan(0);
    expect(movements.get("adjustment") ?? 0).toBeGreaterThan(0);
    expect(all("payout").length).toBeGreaterThan(20);
  });

  it("have events of their last thirty days only, as Stripe shows no others", () => {
    const row = engine.world.store.sql("SELECT min(created) AS first FROM event").get();
    const first = Number(row?.["first"]);
    expect(first).toBeGreaterThanOrEqual(MONDAY_MS / 1000 - 30 * 86_400);
    expect(first).toBeLessThan(MONDAY_MS / 1000 - 29 * 86_400);
  });
});
