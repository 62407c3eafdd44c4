import { describe, expect, it } from "vitest";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import { disputeRow } from "./dispute-row.ts";

type Dispute = StripeObjects["dispute"];

/** What the row is made from; the rest of a dispute does not matter here. */
const asDispute = (facts: object): Dispute => facts as Dispute;

const dispute = asDispute({
  id: "du_1",
  charge: "ch_1",
  payment_intent: { id: "pi_1" },
  amount: 1_000,
  balance_transactions: [],
  enhanced_eligibility_types: ["visa_compelling_evidence_3"],
  intended_submission_method: "manual",
  created: 1,
  evidence: {
    receipt: "file_1",
    uncategorized_text: "It was delivered.",
    service_date: "",
    customer_name: null,
    enhanced_evidence: { visa_compelling_evidence_3: {} },
  },
  evidence_details: {
    due_by: null,
    has_evidence: true,
    past_due: true,
    submission_count: 0,
    submission_method: "manual",
  },
});

describe("the row of a dispute", () => {
  it("keeps what is staged, by field, and nothing that is empty", () => {
    expect(disputeRow(dispute).evidence).toEqual({
      receipt: "file_1",
      uncategorized_text: "It was delivered.",
    });
  });

  it("keeps whether the time to answer is over, and how it would be handed in", () => {
    expect(disputeRow(dispute)).toMatchObject({
      paymentId: "pi_1",
      evidenceDueAt: null,
      pastDue: true,
      submissionMethod: "manual",
      intendedSubmissionMethod: "manual",
      enhancedEligibility: ["visa_compelling_evidence_3"],
    });
  });
});
