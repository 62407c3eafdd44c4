import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkStates } from "#core/contracts/payment-methods.ts";
import { isHealedByAnotherMethod } from "../retries/index.ts";
import { stateAfterLook } from "./link-states.ts";

const complete = { status: "complete", methodId: "pm_1" };
const expired = { status: "expired", methodId: null };
const open = { status: "open", methodId: null };

describe("a link's state after Stripe was asked", () => {
  it.each([
    ["open", complete, "attached"],
    ["superseded", complete, "attached"],
    ["expired", complete, "attached"],
    ["used", complete, "used"],
    ["open", expired, "expired"],
    ["superseded", expired, "superseded"],
    ["attached", expired, "attached"],
    ["open", open, "open"],
    ["open", { status: "complete", methodId: null }, "open"],
    ["open", { status: "of tomorrow", methodId: "pm_1" }, "open"],
  ] as const)("%s, and Stripe says %o: %s", (state, seen, next) => {
    expect(stateAfterLook(state, seen)).toBe(next);
  });

  it("changes nothing when the same is heard again, and never forgets a saved method", () => {
    const seen = fc.constantFrom(complete, expired, open);
    fc.assert(
      fc.property(fc.constantFrom(...linkStates), seen, seen, (state, first, second) => {
        const once = stateAfterLook(state, first);
        expect(stateAfterLook(once, first)).toBe(once);
        if (["attached", "default", "used"].includes(once))
          expect(stateAfterLook(once, second)).toBe(once);
      }),
    );
  });
});

describe("another method", () => {
  it.each([
    ["expired_card", true],
    ["lost_card", true],
    ["incorrect_cvc", true],
    ["currency_not_supported", true],
    ["insufficient_funds", false],
    ["authentication_required", false],
    ["fraudulent", false],
    ["stop_payment_order", false],
  ])("after %s heals: %s", (code, heals) => {
    expect(isHealedByAnotherMethod(code)).toBe(heals);
  });
});
