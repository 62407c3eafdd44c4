import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import { DAY_SECONDS, errorOf, openAccount, paidCharge } from "../../testing/test-account.ts";
import { answer, DECIDED_SECONDS, disputed, eventsOf } from "../../testing/test-disputes.ts";

describe("a dispute", () => {
  it("takes the money and a fee, and says so", async () => {
    const account = await openAccount();
    const { charge, dispute } = await disputed(account, "pm_card_createDispute");
    expect(dispute).toMatchObject({
      status: "needs_response",
      reason: "fraudulent",
      amount: 5_000,
      currency: "eur",
      is_charge_refundable: false,
      network_reason_code: "10.4",
      payment_method_details: { type: "card", card: { brand: "visa", case_type: "chargeback" } },
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
      balance_transactions: [
        {
          type: "adjustment",
          reporting_category: "dispute",
          amount: -5_000,
          fee: 2_000,
          net: -7_000,
          source: dispute.id,
        },
      ],
    });
    expect(new Date((dispute.evidence_details.due_by ?? 0) * 1000).toISOString()).toBe(
      "2026-03-16T23:59:59.000Z",
    );
    expect(await account.stripe.charges.retrieve(charge.id)).toMatchObject({ disputed: true });
    expect(await eventsOf(account, dispute.id)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
  });

  it("that is won brings the amount back and keeps the fee", async () => {
    const account = await openAccount();
    const { charge, dispute } = await disputed(account, "pm_card_createDispute");
    expect(await answer(account, dispute, "winning_evidence")).toMatchObject({
      status: "under_review",
      evidence_details: {
        has_evidence: true,
        submission_count: 1,
        submission_method: "manual",
        past_due: false,
      },
    });
    await account.advance(DECIDED_SECONDS);
    const won = await account.stripe.disputes.retrieve(dispute.id);
    expect(won).toMatchObject({ status: "won", is_charge_refundable: true });
    expect(won.balance_transactions.map((row) => [row.reporting_category, row.net])).toEqual([
      ["dispute", -7_000],
      ["dispute_reversal", 5_000],
    ]);
    expect(await eventsOf(account, dispute.id)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
    expect((await account.stripe.refunds.create({ charge: charge.id })).amount).toBe(5_000);
  });

  it("that is lost keeps the money, and the payment cannot be refunded", async () => {
    const account = await openAccount();
    const { charge, dispute } = await disputed(account, "pm_card_createDisputeProductNotReceived");
    expect(dispute).toMatchObject({ reason: "product_not_received", network_reason_code: "13.1" });
    await answer(account, dispute, "losing_evidence");
    await account.advance(DECIDED_SECONDS);
    const lost = await account.stripe.disputes.retrieve(dispute.id);
    expect(lost.status).toBe("lost");
    expect(lost.balance_transactions).toHaveLength(1);
    expect(await errorOf(account.stripe.refunds.create({ charge: charge.id }))).toMatchObject({
      statusCode: 400,
      code: "charge_disputed",
    });
  });

  it("that nobody answers is lost when its day has passed", async () => {
    const account = await openAccount();
    const { dispute } = await disputed(account, "pm_card_createDispute");
    await account.advance(14 * DAY_SECONDS);
    expect((await account.stripe.disputes.retrieve(dispute.id)).status).toBe("needs_response");
    await account.advance(DAY_SECONDS);
    const missed = await account.stripe.disputes.retrieve(dispute.id);
    // Stripe counts only evidence that came too late as past due.
    expect(missed).toMatchObject({ status: "lost", evidence_details: { past_due: false } });
  });

  it("can be accepted, once", async () => {
    const account = await openAccount();
    const { dispute } = await disputed(account, "pm_card_createDispute");
    expect((await account.stripe.disputes.close(dispute.id)).status).toBe("lost");
    expect(await errorOf(account.stripe.disputes.close(dispute.id))).toMatchObject({
      statusCode: 400,
    });
    await account.advance(20 * DAY_SECONDS);
    const closed = (await eventsOf(account, dispute.id)).filter((type) => type.endsWith("closed"));
    expect(closed).toHaveLength(1);
  });

  it("is decided as it was made to be, or by the share of wins", async () => {
    const account = await openAccount();
    const statuses: string[] = [];
    for (const [share, outcome] of [
      [1, undefined],
      [0, undefined],
      [1, "lost"],
      [0, "won"],
    ]) {
      await account.control("POST", "disputes/win_share", { share });
      const { charge } = await paidCharge(account, 900);
      await account.control("POST", `charges/${charge.id}/dispute`, { reason: "general", outcome });
      const [dispute] = (await account.stripe.disputes.list({ charge: charge.id })).data;
      if (dispute === undefined) throw new Error("no dispute");
      await answer(account, dispute, "The parcel arrived.");
      await account.advance(19 * DAY_SECONDS);
      expect((await account.stripe.disputes.retrieve(dispute.id)).status).toBe("under_review");
      await account.advance(42 * DAY_SECONDS);
      statuses.push((await account.stripe.disputes.retrieve(dispute.id)).status);
    }
    expect(statuses).toEqual(["won", "lost", "lost", "won"]);
  });
});

describe("disputes of a charge", () => {
  it("may be several, each of a part", async () => {
    const account = await openAccount();
    const { charge } = await disputed(account, "pm_card_createMultipleDisputes");
    const { data } = await account.stripe.disputes.list({ charge: charge.id });
    expect(data.map(({ amount }) => amount)).toEqual([2_500, 2_500]);
    expect(await account.control("POST", `charges/${charge.id}/dispute`, {})).toHaveProperty(
      "error",
    );
  });

  it("leave the rest to be refunded, and may follow a refund", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    await account.control("POST", `charges/${charge.id}/dispute`, { amount: 2_000 });
    const over = account.stripe.refunds.create({ charge: charge.id, amount: 3_001 });
    expect(await errorOf(over)).toMatchObject({ statusCode: 400, code: "charge_disputed" });
    expect((await account.stripe.refunds.create({ charge: charge.id })).amount).toBe(3_000);
    const { charge: refunded } = await paidCharge(account, 1_000);
    await account.stripe.refunds.create({ charge: refunded.id });
    await account.control("POST", `charges/${refunded.id}/dispute`, {});
    const [late] = (await account.stripe.disputes.list({ charge: refunded.id })).data;
    expect(late).toMatchObject({ amount: 1_000, balance_transactions: [{ amount: -1_000 }] });
  });

  it("may be prevented, which costs the amount and no fee", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 5_000);
    await account.control("POST", `charges/${charge.id}/dispute`, { prevented: true });
    const [dispute] = (await account.stripe.disputes.list({ charge: charge.id })).data;
    expect(dispute).toMatchObject({
      status: "prevented",
      payment_method_details: { card: { case_type: "resolution" } },
      evidence_details: { due_by: 0 },
      balance_transactions: [{ amount: -5_000, fee: 0 }],
    });
  });

  it("of a SEPA debit are lost as they arrive", async () => {
    const account = await openAccount();
    const intent = await account.stripe.paymentIntents.create({
      amount: 4_000,
      currency: "eur",
      payment_method_data: {
        type: "sepa_debit",
        sepa_debit: { iban: "DE89370400440532013000" },
        billing_details: { name: "Ada Example", email: "ada@example.com" },
      },
      confirm: true,
    });
    await account.advance(8 * DAY_SECONDS);
    await account.control("POST", `charges/${idOf(intent.latest_charge) ?? ""}/dispute`, {
      reason: "debit_not_authorized",
    });
    const { data } = await account.stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ status: "lost", balance_transactions: [{ amount: -4_000 }] }]);
  });

  it("come after the capture of an authorized payment, and are found by expanding", async () => {
    const account = await openAccount();
    const intent = await account.stripe.paymentIntents.create({
      amount: 3_000,
      currency: "eur",
      payment_method: "pm_card_createDispute",
      capture_method: "manual",
      confirm: true,
    });
    expect((await account.stripe.disputes.list()).data).toEqual([]);
    await account.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1_200 });
    const { data } = await account.stripe.disputes.list({
      payment_intent: intent.id,
      created: { gte: intent.created },
      expand: ["data.charge", "data.payment_intent"],
    });
    expect(data).toMatchObject([
      { amount: 1_200, charge: { disputed: true }, payment_intent: { id: intent.id } },
    ]);
    const moved = await account.stripe.balanceTransactions.list({
      source: data[0]?.id ?? "",
      expand: ["data.source"],
    });
    expect(moved.data).toMatchObject([{ source: { object: "dispute" } }]);
  });
});
