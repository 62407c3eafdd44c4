import { describe, expect, it } from "vitest";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { chargeRow } from "./payment-rows.ts";

type Charge = StripeObjects["charge"];

const base: Partial<Charge> = {
  id: "ch_1",
  amount: 1_000,
  amount_captured: 1_000,
  amount_refunded: 0,
  currency: "eur",
  status: "succeeded",
  captured: true,
  created: 1,
  billing_details: { email: null } as Charge["billing_details"],
};

function refundedOf(changes: Partial<Charge>): string {
  return chargeRow({ ...base, ...changes } as Charge).amountRefunded;
}

describe("what a charge gave back", () => {
  it.each([
    ["nothing", {}, "0"],
    ["a partial refund", { amount_refunded: 300 }, "300"],
    ["everything", { amount_refunded: 1_000 }, "1000"],
    [
      "nothing after a partial capture, whose rest was released",
      { amount_captured: 600, amount_refunded: 400 },
      "0",
    ],
    ["a refund after a partial capture", { amount_captured: 600, amount_refunded: 500 }, "100"],
    ["nothing before its capture", { captured: false, amount_captured: 0 }, "0"],
    [
      "nothing when it was released whole",
      { captured: false, amount_captured: 0, amount_refunded: 1_000 },
      "0",
    ],
  ])("is %s", (_what, changes, refunded) => expect(refundedOf(changes)).toBe(refunded));
});
