import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kpiCards } from "./kpi-cards.ts";
import { slotsOf } from "./kpi-range.ts";
import type { SlotRow } from "./kpis.repo.ts";

const quiet = { attempts: 0, declined: 0, intents: 0, paid: 0, volume: 0n, refunds: 0n };
const input = (rows: SlotRow[]) => ({
  currency: "eur",
  slotCount: 24,
  rows,
  settlement: [],
  latency: [],
});
const card = (rows: SlotRow[], id: string) => kpiCards(input(rows)).find((one) => one.id === id);

describe("the cards", () => {
  it("say nothing instead of zero where there was nothing to measure", () => {
    for (const id of [
      "success_rate",
      "decline_rate",
      "refund_rate",
      "time_to_settlement",
      "webhook_latency",
    ]) {
      expect(card([], id)?.value).toBeNull();
    }
    expect(card([], "volume")?.value).toBe(0n);
  });

  it("compare the range with the stretch before it", () => {
    const rows = [
      {
        ...quiet,
        slot: -3,
        attempts: 10,
        declined: 1,
        intents: 9,
        paid: 9,
        volume: 900n,
        refunds: 9n,
      },
      {
        ...quiet,
        slot: 0,
        attempts: 10,
        declined: 5,
        intents: 8,
        paid: 5,
        volume: 500n,
        refunds: 50n,
      },
      {
        ...quiet,
        slot: 23,
        attempts: 10,
        declined: 0,
        intents: 10,
        paid: 10,
        volume: 500n,
        refunds: 0n,
      },
    ];
    expect(card(rows, "decline_rate")).toMatchObject({
      value: 2500n,
      previous: 1000n,
      numerator: 5,
      denominator: 20,
      sample: 20,
    });
    expect(card(rows, "success_rate")).toMatchObject({
      value: 8333n,
      numerator: 15,
      denominator: 18,
    });
    expect(card(rows, "volume")).toMatchObject({ value: 1000n, previous: 900n, currency: "eur" });
    expect(card(rows, "refund_rate")).toMatchObject({ value: 500n, previous: 100n });
  });

  it("keep a place in the sparkline for each slot, empty where nothing happened", () => {
    const spark = card(
      [{ ...quiet, slot: 2, attempts: 4, declined: 1, intents: 4, paid: 3 }],
      "decline_rate",
    )?.spark;
    expect(spark).toHaveLength(24);
    expect(spark?.[2]).toBe(0.25);
    expect(spark?.filter((value) => value !== null)).toHaveLength(1);
  });

  it("never show a rate outside 0 to 100 %", () => {
    const row = fc
      .record({
        slot: fc.integer({ min: -24, max: 23 }),
        attempts: fc.nat(500),
        share: fc.nat(100),
      })
      .map(({ slot, attempts, share }) => {
        const declined = Math.floor((attempts * share) / 100);
        return { ...quiet, slot, attempts, declined, intents: attempts, paid: attempts - declined };
      });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        for (const id of ["success_rate", "decline_rate"]) {
          const value = card(rows, id)?.value ?? 0n;
          expect(value).toBeGreaterThanOrEqual(0n);
          expect(value).toBeLessThanOrEqual(10_000n);
        }
      }),
    );
  });
});

describe("the slots of a range", () => {
  it.each(["24h", "7d", "30d"] as const)(
    "%s ends with the running hour and is as long as what it is compared with",
    (range) => {
      const now = new Date("2026-11-20T14:02:11Z");
      const slots = slotsOf(range, now);
      expect(slots.to.toISOString()).toBe("2026-11-20T15:00:00.000Z");
      expect(slots.to.getTime() - slots.from.getTime()).toBe(slots.count * slots.slotMs);
      expect(slots.from.getTime() - slots.previousFrom.getTime()).toBe(slots.count * slots.slotMs);
    },
  );
});
