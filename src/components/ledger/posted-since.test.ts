import { describe, expect, it } from "vitest";
import { postedSince } from "./posted-since.ts";

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
