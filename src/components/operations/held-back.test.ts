import { describe, expect, it } from "vitest";
import { EVERYTHING, type StopsDto } from "#core/contracts/operations.ts";
import { kindOfVerdict, queueLabel, whyHeldBack } from "./held-back.ts";

const AT = new Date(0);
const closed: StopsDto = {
  switches: [],
  breaker: { state: "closed", since: AT, retryAt: null, asOf: AT, lastFailure: null },
};
const stopped = (covers: string): StopsDto => ({
  ...closed,
  switches: [
    {
      id: "1",
      covers,
      reason: "a loop",
      onBy: { id: "p", name: "Ada", role: "support" },
      onAt: AT,
      offAt: null,
      offCommandId: null,
    },
  ],
});
const failing: StopsDto = {
  ...closed,
  breaker: { ...closed.breaker, state: "open", lastFailure: "http_503" },
};

describe("what holds a command back", () => {
  it.each([
    ["nothing", closed, "refund", null],
    ["a stop of everything", stopped(EVERYTHING), "refund", /^Ada stopped it: “a loop”/],
    ["a stop of its kind", stopped("refund"), "refund", /^Ada stopped it/],
    ["a stop of another kind", stopped("refund"), "payment_capture", null],
    ["Stripe's failures", failing, "refund", /HTTP 503.*once Stripe answers/],
  ] as const)("is %s", (_name, stops, kind, why) => {
    const told = whyHeldBack(stops, kind, true);
    if (why === null) expect(told).toBeNull();
    else expect(told).toMatch(why);
  });

  it("is not Stripe where nothing is sent there", () => {
    expect(whyHeldBack(failing, "ledger_adjustment", false)).toBeNull();
    expect(whyHeldBack(stopped(EVERYTHING), "ledger_adjustment", false)).not.toBeNull();
  });
});

it("a button says that it queues", () => {
  expect(queueLabel("Refund 42.00 EUR to Visa ••4242")).toBe(
    "Queue refund 42.00 EUR to Visa ••4242",
  );
});

it("the kind of a verdict is what its rules are named by", () => {
  const reasons = [{ rule: "payment_capture.within-limits", text: "" }];
  const verdict = { kind: "allow", policyVersion: "1", reasons, approvals: 0, approverRoles: [] };
  expect(kindOfVerdict({ ...verdict, kind: "allow" })).toBe("payment_capture");
  expect(kindOfVerdict(null)).toBe(EVERYTHING);
});
