import { afterAll, beforeAll, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { findRate } from "./fx-rate.repo.ts";

const database = useTestDatabase();
const day = (text: string) => new Date(`${text}T00:00:00Z`);
let worker: Runtime;

beforeAll(async () => {
  worker = testRuntime(database(), "countersign_worker");
  const pair = { from: "usd", to: "eur", denominator: 10_000n, source: "test" };
  await worker.db.prisma.fxRate.createMany({
    data: [
      { ...pair, day: day("2026-11-01"), numerator: 9_100n },
      { ...pair, day: day("2026-11-03"), numerator: 9_200n },
    ],
  });
});
afterAll(() => worker.db.close());

it("finds the newest rate of the seven days before, and none that is older or later", async () => {
  const at = async (text: string) =>
    (await findRate(worker.db.prisma, day(text), "usd", "eur"))?.numerator ?? null;
  expect(await at("2026-10-31")).toBeNull();
  expect(await at("2026-11-02")).toBe(9_100n);
  expect(await at("2026-11-10")).toBe(9_200n);
  expect(await at("2026-11-11")).toBeNull();
});

it("is one to one within a currency, and never turned around", async () => {
  expect(await findRate(worker.db.prisma, day("2026-11-03"), "eur", "eur")).toMatchObject({
    numerator: 1n,
    denominator: 1n,
  });
  expect(await findRate(worker.db.prisma, day("2026-11-03"), "eur", "usd")).toBeNull();
});
