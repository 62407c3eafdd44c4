import { describe, expect, it } from "vitest";
import {
  completenessOf,
  EVIDENCE_FIELDS,
  lengthOf,
  recommendedFields,
} from "./dispute-evidence.ts";

describe("the evidence of a dispute", () => {
  it.each([
    ["fraudulent", "access_activity_log"],
    ["product_not_received", "shipping_tracking_number"],
    ["product_unacceptable", "refund_refusal_explanation"],
    ["subscription_canceled", "cancellation_rebuttal"],
    ["duplicate", "duplicate_charge_id"],
    ["credit_not_processed", "refund_policy_disclosure"],
  ] as const)("for %s asks for %s", (reason, field) => {
    expect(recommendedFields(reason)).toContain(field);
  });

  it("keeps one order, and for a reason of another network asks for the background", () => {
    const places = recommendedFields("duplicate").map((field) => EVIDENCE_FIELDS.indexOf(field));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(recommendedFields("bank_cannot_process")).toEqual([
      "product_description",
      "customer_name",
      "customer_email_address",
      "customer_purchase_ip",
      "billing_address",
    ]);
  });

  it("is as complete as its recommended fields are filled; blanks and others do not count", () => {
    const texts = { customer_name: "Ada", product_description: "  ", cancellation_rebuttal: "No." };
    expect(completenessOf("general", texts)).toEqual({ filled: 1, recommended: 6 });
    expect(lengthOf(texts)).toBe(8);
  });
});
