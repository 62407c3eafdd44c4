import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import {
  DAY_SECONDS,
  errorOf,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";

async function disputeWith(
  account: TestAccount,
  card: string,
  facts: object = {},
): Promise<Stripe.Dispute> {
  const { charge } = await paidCharge(account, 4_000, card);
  if (!card.includes("create")) {
    await account.control("POST", `charges/${charge.id}/dispute`, facts);
  }
  const [dispute] = (await account.stripe.disputes.list({ charge: charge.id })).data;
  if (dispute === undefined) throw new Error("no dispute");
  return dispute;
}

const TEXTS = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const;
const FILES = [
  "cancellation_policy",
  "customer_communication",
  "customer_signature",
  "duplicate_charge_documentation",
  "receipt",
  "refund_policy",
  "service_documentation",
  "shipping_documentation",
  "uncategorized_file",
] as const;

describe("evidence", () => {
  it("is staged field by field, taken back, and then submitted", async () => {
    const account = await openAccount();
    const { id } = await disputeWith(account, "pm_card_createDispute");
    const { disputes } = account.stripe;
    const evidence = {
      ...Object.fromEntries(TEXTS.map((name) => [name, `about ${name}`])),
      ...Object.fromEntries(FILES.map((name) => [name, `file_${name}`])),
    };
    const staged = await disputes.update(id, {
      evidence,
      submit: false,
      metadata: { case: "7" },
      intended_submission_method: "manual",
    });
    expect(staged).toMatchObject({
      status: "needs_response",
      metadata: { case: "7" },
      intended_submission_method: "manual",
      evidence,
      evidence_details: {
        has_evidence: true,
        submission_count: 0,
        submission_method: "not_submitted",
      },
    });
    const emptied = await disputes.update(id, {
      evidence: Object.fromEntries([...TEXTS, ...FILES].map((name) => [name, ""])),
      submit: false,
    });
    expect(emptied).toMatchObject({
      evidence_details: { has_evidence: false },
      metadata: { case: "7" },
    });
    expect(await errorOf(disputes.update(id, { submit: true }))).toMatchObject({
      statusCode: 400,
      param: "evidence",
    });
    await disputes.update(id, { evidence: { customer_name: "Ada" }, submit: false });
    expect(await disputes.update(id, { submit: true })).toMatchObject({
      status: "under_review",
      evidence: { customer_name: "Ada" },
    });
    const after = disputes.update(id, { evidence: { customer_name: "Eve" } });
    expect(await errorOf(after)).toMatchObject({ code: "status_transition_invalid" });
    expect((await disputes.update(id, { metadata: { case: "" } })).metadata).toEqual({});
  });

  it("has limits of length, and files are named by their ids", async () => {
    const account = await openAccount();
    const { id } = await disputeWith(account, "pm_card_createDispute");
    const send = (evidence: Stripe.DisputeUpdateParams.Evidence): Promise<Stripe.Dispute> =>
      account.stripe.disputes.update(id, { evidence, submit: false });
    const long = "x".repeat(20_000);
    expect((await send({ uncategorized_text: long })).evidence.uncategorized_text).toBe(long);
    expect(await errorOf(send({ uncategorized_text: `${long}x` }))).toMatchObject({
      statusCode: 400,
      param: "evidence[uncategorized_text]",
    });
    const eight = Object.fromEntries(TEXTS.slice(0, 8).map((name) => [name, long]));
    expect(await errorOf(send(eight))).toMatchObject({ statusCode: 400, param: "evidence" });
    expect(await errorOf(send({ receipt: "a receipt" }))).toMatchObject({
      statusCode: 400,
      param: "evidence[receipt]",
    });
  });

  it("for an appeal has no place before one is offered", async () => {
    const account = await openAccount();
    const { id } = await disputeWith(account, "pm_card_createDispute");
    const evidence = { appeal: { card: { reason_for_filing: "New facts" } } };
    expect(await errorOf(account.stripe.disputes.update(id, { evidence }))).toMatchObject({
      statusCode: 400,
      param: "evidence[appeal]",
    });
  });

  it("is not written by Stripe itself here", async () => {
    const account = await openAccount();
    const { id } = await disputeWith(account, "pm_card_createDispute");
    const smart = { intended_submission_method: "smart_disputes" as const };
    expect(await errorOf(account.stripe.disputes.update(id, smart))).toMatchObject({
      code: "smart_disputes_not_available",
    });
  });

  it("that comes after the day of an inquiry is past due", async () => {
    const account = await openAccount();
    const inquiry = { inquiry: true, outcome: "won" };
    const { id } = await disputeWith(account, "pm_card_visa", inquiry);
    await account.advance(20 * DAY_SECONDS);
    const late = await account.stripe.disputes.update(id, { evidence: { customer_name: "Ada" } });
    expect(late).toMatchObject({
      status: "warning_under_review",
      evidence_details: { past_due: true },
    });
  });
});

const IDENTIFIERS = { customer_purchase_ip: "192.0.2.7", customer_account_id: "buyer-1" };

describe("Visa Compelling Evidence 3.0", () => {
  it("asks for what is missing, and wins once it is there", async () => {
    const account = await openAccount();
    const priors: string[] = [];
    for (const amount of [1_100, 1_200]) priors.push((await paidCharge(account, amount)).charge.id);
    const { id, ...opened } = await disputeWith(account, "pm_card_createCe3EligibleDispute");
    expect(opened.enhanced_eligibility_types).toEqual(["visa_compelling_evidence_3"]);
    expect(opened.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toEqual({
      status: "requires_action",
      required_actions: [
        "missing_customer_identifiers",
        "missing_disputed_transaction_description",
        "missing_merchandise_or_services",
        "missing_prior_undisputed_transactions",
      ],
    });
    const compelling = (prior: object): Stripe.DisputeUpdateParams.Evidence => ({
      enhanced_evidence: {
        visa_compelling_evidence_3: {
          disputed_transaction: {
            ...IDENTIFIERS,
            merchandise_or_services: "merchandise",
            product_description: "A lamp",
          },
          prior_undisputed_transactions: priors.map((charge) => ({
            charge,
            ...IDENTIFIERS,
            ...prior,
          })),
        },
      },
    });
    const bare = await account.stripe.disputes.update(id, {
      evidence: compelling({ customer_account_id: "" }),
      submit: false,
    });
    expect(
      bare.evidence_details.enhanced_eligibility.visa_compelling_evidence_3?.required_actions,
    ).toEqual(["missing_customer_identifiers", "missing_prior_undisputed_transaction_description"]);
    await account.control("POST", "disputes/win_share", { share: 0 });
    const full = await account.stripe.disputes.update(id, {
      evidence: compelling({ product_description: "A shade" }),
    });
    expect(full.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toEqual({
      status: "qualified",
      required_actions: [],
    });
    await account.advance(61 * DAY_SECONDS);
    expect((await account.stripe.disputes.retrieve(id)).status).toBe("won");
  });

  it("is open to fraud on a card that paid twice before, long enough ago", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const types: string[][] = [];
    for (let payment = 0; payment < 4; payment += 1) {
      const intent = await stripe.paymentIntents.create({
        amount: 900,
        currency: "eur",
        customer: customer.id,
        payment_method: method.id,
        confirm: true,
        return_url: "https://shop.example.com",
      });
      if (payment > 1) {
        await account.control("POST", `charges/${idOf(intent.latest_charge) ?? ""}/dispute`, {});
        const { data } = await stripe.disputes.list({ payment_intent: intent.id });
        types.push(data[0]?.enhanced_eligibility_types ?? []);
      }
      await account.advance(70 * DAY_SECONDS);
    }
    // The third payment has one prior of 140 days, the fourth two of 140 and 210.
    expect(types).toEqual([[], ["visa_compelling_evidence_3"]]);
  });
});

describe("a compliance dispute", () => {
  it.each([
    ["visa_compliance", "pm_card_visa"],
    ["mastercard_compliance", "pm_card_mastercard"],
  ] as const)("of %s is answered only after its fee was acknowledged", async (program, card) => {
    const account = await openAccount();
    const { id, ...opened } = await disputeWith(account, card, { reason: "noncompliant" });
    expect(opened).toMatchObject({
      enhanced_eligibility_types: [program],
      payment_method_details: { card: { case_type: "compliance" } },
    });
    const { disputes } = account.stripe;
    const silent = disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    expect(await errorOf(silent)).toMatchObject({ statusCode: 400 });
    const answered = await disputes.update(id, {
      evidence: {
        uncategorized_text: "winning_evidence",
        enhanced_evidence: { [program]: { fee_acknowledged: true } },
      },
    });
    expect(answered).toMatchObject({
      status: "under_review",
      evidence_details: { enhanced_eligibility: { [program]: { status: "fee_acknowledged" } } },
    });
  });
});
