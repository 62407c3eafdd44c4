import { describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "./read-environment.ts";

const worker = {
  DATABASE_URL: "postgresql://worker@localhost/countersign",
  STRIPE_ACCOUNT_ID: "acct_1",
  STRIPE_LIVEMODE: "false",
  STRIPE_API_KEY: "rk_test_secretvalue",
  COUNTERSIGN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
};

describe("the environment", () => {
  it("is read once with its defaults and cannot be changed", () => {
    const env = readEnvironment("worker", worker);
    expect(env.LANE_LEASE_MS).toBe(30_000);
    expect(Object.isFrozen(env)).toBe(true);
  });

  it("names what is wrong and never a value", () => {
    const wrong = {
      ...worker,
      STRIPE_API_KEY: "pk_live_secretvalue",
      COUNTERSIGN_ENCRYPTION_KEY: "c2hvcnQ=",
    };
    expect(() => readEnvironment("worker", wrong)).toThrow(EnvironmentError);
    expect(() => readEnvironment("worker", wrong)).toThrow(
      /STRIPE_API_KEY.*COUNTERSIGN_ENCRYPTION_KEY/,
    );
    expect(() => readEnvironment("worker", wrong)).not.toThrow(/secretvalue/);
  });

  it("refuses a live key in test mode", () => {
    expect(() => readEnvironment("worker", { ...worker, STRIPE_API_KEY: "sk_live_x" })).toThrow(
      /different modes/,
    );
  });

  it("does not take a missing mode for test mode", () => {
    const without = { ...worker, STRIPE_LIVEMODE: undefined };
    expect(() => readEnvironment("worker", without)).toThrow(/STRIPE_LIVEMODE/);
  });
});
