import { describe, expect, it } from "vitest";
import { DAY_SECONDS, errorOf, openAccount, paidCharge } from "../../testing/test-account.ts";
import { answer, DECIDED_SECONDS, disputed, eventsOf } from "../../testing/test-disputes.ts";

describe("an inquiry", () => {
  it("takes no money, and is closed when nothing came of it", async () => {
    const account = await openAccount();
    const { charge, dispute } = await disputed(account, "pm_card_createDisputeInquiry");
    expect(dispute).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    expect((await answer(account, dispute, "winning_evidence")).status).toBe(
      "warning_under_review",
    );
    await account.advance(DECIDED_SECONDS);
    expect((await account.stripe.disputes.retrieve(dispute.id)).status).toBe("warning_closed");
    expect((await account.stripe.charges.retrieve(charge.id)).disputed).toBe(true);
  });

  it("becomes a chargeback by evidence that escalates it, and can be answered again", async () => {
    const account = await openAccount();
    const { dispute } = await disputed(account, "pm_card_createDisputeInquiry");
    await answer(account, dispute, "escalate_inquiry_evidence");
    await account.advance(DECIDED_SECONDS);
    const escalated = await account.stripe.disputes.retrieve(dispute.id);
    expect(escalated).toMatchObject({
      status: "needs_response",
      is_charge_refundable: false,
      balance_transactions: [{ net: -7_000 }],
      payment_method_details: { card: { case_type: "chargeback" } },
    });
    await answer(account, dispute, "winning_evidence");
    await account.advance(DECIDED_SECONDS);
    expect(await account.stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: "won",
      evidence_details: { submission_count: 2 },
    });
    expect(await eventsOf(account, dispute.id)).toContain("charge.dispute.funds_withdrawn");
  });

  it("is escalated when nobody answers, or by hand", async () => {
    const account = await openAccount();
    const silent = await disputed(account, "pm_card_createDisputeInquiry");
    const pushed = await disputed(account, "pm_card_createDisputeInquiry");
    await account.control("POST", `disputes/${pushed.dispute.id}/escalate`);
    expect((await account.stripe.disputes.retrieve(pushed.dispute.id)).status).toBe(
      "needs_response",
    );
    await account.advance(15 * DAY_SECONDS);
    expect((await account.stripe.disputes.retrieve(silent.dispute.id)).status).toBe(
      "needs_response",
    );
  });

  it("ends by a refund in full, and after 120 days", async () => {
    const account = await openAccount();
    const { charge, dispute } = await disputed(account, "pm_card_createDisputeInquiry");
    await account.stripe.refunds.create({ charge: charge.id });
    expect(await account.stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: "warning_closed",
      is_charge_refundable: false,
      balance_transactions: [],
    });
    const { charge: other } = await paidCharge(account, 700);
    await account.control("POST", `charges/${other.id}/dispute`, { inquiry: true, outcome: "won" });
    await account.advance(119 * DAY_SECONDS);
    const [open] = (await account.stripe.disputes.list({ charge: other.id })).data;
    expect(open?.status).toBe("warning_needs_response");
    await account.advance(2 * DAY_SECONDS);
    const [closed] = (await account.stripe.disputes.list({ charge: other.id })).data;
    expect(closed?.status).toBe("warning_closed");
    expect(await errorOf(account.stripe.disputes.close(closed?.id ?? ""))).toMatchObject({
      statusCode: 400,
    });
  });
});
