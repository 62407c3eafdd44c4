import { describe, expect, it } from "vitest";
import { isHeld, postedSince } from "./posted-since.ts";

const equal = {
  currency: "eur",
  trialBalance: 0n,
  ledgerPending: 1_000n,
  ledgerAvailable: -50n,
  stripePending: 1_000n,
  stripeAvailable: -50n,
  drift: 0n,
  readAt: null,
};

describe("what was posted since Stripe's balance was read", () => {
  it("is nothing while both sides are the same", () => {
    expect(postedSince(equal)).toBe(0n);
  });

  it("is how far the books have moved on", () => {
    expect(postedSince({ ...equal, ledgerPending: 5_232n })).toBe(4_232n);
  });

  it("does not count moves between the segments", () => {
    expect(postedSince({ ...equal, ledgerPending: 900n, ledgerAvailable: 50n })).toBe(0n);
  });

  it("is not known where both differed or were never compared", () => {
    expect(postedSince({ ...equal, drift: 7n })).toBeNull();
    expect(postedSince({ ...equal, drift: null })).toBeNull();
    expect(postedSince({ ...equal, stripePending: null })).toBeNull();
  });
});

describe("whether Stripe holds a currency", () => {
  const none = {
    ...equal,
    ledgerPending: 0n,
    ledgerAvailable: 0n,
    stripePending: null,
    stripeAvailable: null,
  };

  it("is not so where neither side has any of it: there is nothing to compare", () => {
    expect(isHeld(none)).toBe(false);
  });

  it("is so where either side has some, or both cancel out over the segments", () => {
    expect(isHeld({ ...none, ledgerPending: 1n })).toBe(true);
    expect(isHeld({ ...none, stripeAvailable: 1n })).toBe(true);
    expect(isHeld({ ...none, ledgerPending: 5n, ledgerAvailable: -5n })).toBe(true);
  });
});
