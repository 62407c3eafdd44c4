import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { listFeeCharges, summariseFees } from "./read-fees.ts";

const database = useTestDatabase();
const from = new Date("2026-11-01T00:00:00Z");
const to = new Date("2026-12-01T00:00:00Z");
let web: Runtime;
let owner: Runtime;

function transaction(id: string, createdAt: string, amount: bigint, fee: bigint, changes = {}) {
  return {
    ...TEST_SCOPE,
    id,
    type: "charge",
    reportingCategory: "charge",
    amount,
    fee,
    net: amount - fee,
    currency: "eur",
    status: "available",
    balanceType: "payments",
    availableOn: to,
    createdAt: new Date(createdAt),
    sourceId: `ch_${id}`,
    raw: {},
    rawHash: id,
    firstSeenVia: "test",
    firstSeenAt: to,
    ...changes,
  };
}

const charge = (id: string, cardCountry: string) => ({
  ...TEST_SCOPE,
  id: `ch_${id}`,
  amount: 1n,
  amountCaptured: 1n,
  amountRefunded: 0n,
  currency: "eur",
  status: "succeeded",
  captured: true,
  disputed: false,
  paymentMethodType: "card",
  cardCountry,
  createdAt: from,
});

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  owner = testRuntime(database(), "countersign_owner");
  const { prisma } = owner.db;
  await prisma.stripeAccount.create({
    data: {
      ...TEST_SCOPE,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: from,
    },
  });
  await prisma.charge.createMany({
    data: [charge("a", "DE"), charge("b", "FR"), charge("c", "US")],
  });
  const periodic = { type: "stripe_fee", reportingCategory: "fee", sourceId: null };
  await prisma.balanceTransaction.createMany({
    data: [
      transaction("a", "2026-11-02T23:30:00Z", 1_000n, 20n),
      transaction("b", "2026-11-03T10:00:00Z", 2_000n, 40n),
      transaction("c", "2026-11-03T11:00:00Z", 1_000n, 50n),
      transaction("early", "2026-10-31T23:59:59Z", 9_000n, 90n),
      transaction("fee", "2026-11-01T04:00:00Z", -180n, 0n, {
        ...periodic,
        raw: { description: "Radar (2026-10)" },
      }),
    ],
  });
});
afterAll(() => Promise.all([web.db.close(), owner.db.close()]));

describe("fees", () => {
  it("are summed by where the card is from, and nothing outside of the span counts", async () => {
    const { groups } = await summariseFees(web, "UTC", { from, to, by: "region" });
    expect(groups.map(({ key, gross, fee }) => [key, gross, fee])).toEqual([
      ["eea", 2_000n, 40n],
      ["domestic", 1_000n, 20n],
      ["international", 1_000n, 50n],
    ]);
  });

  it("are summed by the days of the person's zone", async () => {
    const { groups } = await summariseFees(web, "Europe/Berlin", { from, to, by: "day" });
    expect(groups).toEqual([
      { key: "2026-11-03", currency: "eur", charges: 3, gross: 4_000n, fee: 110n },
    ]);
  });

  it("without an object stand with their period and what was charged in it", async () => {
    const { periods } = await summariseFees(web, "UTC", { from, to, by: "method" });
    expect(periods).toMatchObject([
      {
        transactionId: "fee",
        fee: 180n,
        volume: 9_000n,
        from: new Date("2026-10-01T00:00:00Z"),
        to: from,
      },
    ]);
  });

  it("are listed charge by charge, page by page, and by group", async () => {
    const first = await listFeeCharges(web, { from, to, limit: 2 });
    const rest = await listFeeCharges(web, { from, to, limit: 2, cursor: first.nextCursor ?? "" });
    const ids = [...first.rows, ...rest.rows].map(({ transactionId }) => transactionId);
    expect(ids).toEqual(["c", "b", "a"]);
    expect(rest.nextCursor).toBeNull();
    const eea = await listFeeCharges(web, { from, to, limit: 10, region: "eea" });
    expect(eea.rows.map(({ transactionId }) => transactionId)).toEqual(["b"]);
  });

  it("are refused for a span that is empty or too long", async () => {
    const refused = { code: "INVALID_INPUT" };
    const ask = (until: string) =>
      summariseFees(web, "UTC", { from, to: new Date(until), by: "day" });
    await expect(ask("2026-11-01T00:00:00Z")).rejects.toMatchObject(refused);
    await expect(ask("2027-03-01T00:00:00Z")).rejects.toMatchObject(refused);
  });
});
