import { describe, expect, it } from "vitest";
import { openAccount, paidCharge } from "../../testing/test-account.ts";

describe("an early fraud warning", () => {
  it("comes with its test card, once, and is found by charge and payment", async () => {
    const account = await openAccount();
    const { intent, charge } = await paidCharge(account, 2_000, "pm_card_createIssuerFraudRecord");
    await paidCharge(account, 2_000);
    const warnings = account.stripe.radar.earlyFraudWarnings;
    const { data } = await warnings.list({ charge: charge.id, expand: ["data.charge"] });
    expect(data).toMatchObject([
      {
        actionable: true,
        fraud_type: "misc",
        charge: { id: charge.id },
        payment_intent: intent.id,
      },
    ]);
    const byIntent = await warnings.list({
      payment_intent: intent.id,
      created: { gte: charge.created },
    });
    expect(byIntent.data.map(({ id }) => id)).toEqual([data[0]?.id]);
    expect((await warnings.list()).data).toHaveLength(1);
  });

  it("is actionable until the payment is given back in full, and again when that fails", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, "pm_card_refundFail");
    await account.control("POST", `charges/${charge.id}/early_fraud_warning`, {
      fraudType: "made_with_stolen_card",
    });
    const warnings = account.stripe.radar.earlyFraudWarnings;
    const [warning] = (await warnings.list({ charge: charge.id })).data;
    const id = warning?.id ?? "";
    expect(warning?.fraud_type).toBe("made_with_stolen_card");
    await account.stripe.refunds.create({ charge: charge.id, amount: 500 });
    expect((await warnings.retrieve(id)).actionable).toBe(true);
    await account.stripe.refunds.create({ charge: charge.id });
    expect((await warnings.retrieve(id)).actionable).toBe(false);
    await account.advance(121);
    expect((await warnings.retrieve(id)).actionable).toBe(true);
    const events = await account.stripe.events.list({ type: "radar.early_fraud_warning.*" });
    expect(events.data.map(({ type }) => type)).toEqual([
      "radar.early_fraud_warning.updated",
      "radar.early_fraud_warning.updated",
      "radar.early_fraud_warning.created",
    ]);
  });

  it("stops being actionable when the dispute comes that it foretold", async () => {
    const account = await openAccount();
    const { charge } = await paidCharge(account, 2_000, "pm_card_createIssuerFraudRecord");
    await account.control("POST", `charges/${charge.id}/dispute`, {});
    const [warning] = (await account.stripe.radar.earlyFraudWarnings.list()).data;
    expect(warning?.actionable).toBe(false);
  });

  it("is for paid cards only", async () => {
    const account = await openAccount();
    const path = "charges/ch_none/early_fraud_warning";
    expect(await account.control("POST", path, {})).toHaveProperty("error");
  });
});
