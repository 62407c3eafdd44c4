import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Engine } from "./engine.ts";
import { Shop } from "./history/shop.ts";
import { MONDAY_MS } from "./testing/test-account.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const folder = mkdtempSync(join(tmpdir(), "stripe-sandbox-engine-"));
let realMs = MONDAY_MS;

function openEngine(): Engine {
  return new Engine({
    dataFolder: folder,
    seed: 1,
    webhookRetryProfile: "fast",
    realNow: () => realMs,
    frozenAtMs: null,
    shop: new Shop(1, 30),
  });
}

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the speed of the account's clock", () => {
  it("lets hours of business pass in minutes, and a night off pass as a night", {
    timeout: 30_000,
  }, () => {
    const first = openEngine();
    first.start();
    first.changeClock({ speed: 60 });
    realMs += 10 * MINUTE_MS;
    first.catchUp();
    expect(first.world.clock.nowMs()).toBe(MONDAY_MS + 10 * HOUR_MS);
    const { n: sold } =
      first.world.store.sql("SELECT count(*) AS n FROM payment_intent").get() ?? {};
    expect(Number(sold)).toBeGreaterThan(150);
    first.stop();

    realMs += 12 * HOUR_MS;
    const second = openEngine();
    expect(second.world.clock.nowMs()).toBe(MONDAY_MS + 22 * HOUR_MS);
    realMs += MINUTE_MS;
    expect(second.world.clock.nowMs()).toBe(MONDAY_MS + 23 * HOUR_MS);
    second.stop();
  });
});

describe("a timer that throws", () => {
  it("is undone, told and kept in sight, and the others go on", () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const engine = openEngine();
    engine.start();
    engine.world.timers.set("refund-succeeds", "re_gone", realMs + MINUTE_MS);
    engine.world.timers.set("day-begins", "", realMs + MINUTE_MS);
    realMs += 2 * MINUTE_MS;
    engine.catchUp();
    expect(engine.world.timers.nextDueMs()).toBeGreaterThan(realMs);
    const [failed, ...others] = engine.world.timers.failed();
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ kind: "refund-succeeds", subject: "re_gone" });
    expect(failed?.error).toContain("re_gone");
    expect(told).toHaveBeenCalledWith(expect.stringContaining("refund-succeeds of re_gone failed"));
    told.mockRestore();
    engine.stop();
  });
});
