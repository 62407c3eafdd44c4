import { changeMoneySettings } from "../../resources/money/money-settings.ts";
import type { Tour } from "./tour.ts";

/** Payments, refunds, payouts and top-ups: what cannot be reached from a list alone. */
export async function visitMoney(tour: Tour): Promise<void> {
  const paid = await tour.pay("pm_card_bypassPending", { amount: 90_000 });
  await tour.post("/v1/refunds", { payment_intent: paid.id, amount: 100 });
  await tour.pay("pm_card_chargeDeclined").catch(() => undefined);
  await visitHeldPayments(tour);
  await visitCancelableRefund(tour);
  const canceled = await tour.post("/v1/payouts", { amount: 1_000, currency: "eur" });
  await tour.post(`/v1/payouts/${canceled.id}/cancel`);
  const topup = await tour.post("/v1/topups", { amount: 1_000, currency: "eur" });
  await tour.post(`/v1/topups/${topup.id}/cancel`);
  await tour.post("/v1/topups", { amount: 2_000, currency: "eur" });
}

async function visitHeldPayments(tour: Tour): Promise<void> {
  const held = await tour.pay("pm_card_visa", { capture_method: "manual" });
  await tour.post(`/v1/payment_intents/${held.id}/increment_authorization`, { amount: 6_000 });
  await tour.post(`/v1/payment_intents/${held.id}/capture`);
  const open = await tour.post("/v1/payment_intents", { amount: 700, currency: "eur" });
  await tour.post(`/v1/payment_intents/${open.id}/confirm`, { payment_method: "pm_card_visa" });
  const given = await tour.post("/v1/payment_intents", { amount: 700, currency: "eur" });
  await tour.post(`/v1/payment_intents/${given.id}/cancel`);
}

/** Only a refund that waits for the customer can be canceled. */
async function visitCancelableRefund(tour: Tour): Promise<void> {
  const payment = await tour.post("/v1/payment_intents", {
    amount: 4_000,
    currency: "eur",
    payment_method_data: { type: "ideal" },
    confirm: true,
    return_url: "https://shop.example.com",
  });
  await tour.account.control("POST", `payment_intents/${payment.id}/authenticate`, {
    outcome: "succeed",
  });
  const refund = await tour.post("/v1/refunds", {
    payment_intent: payment.id,
    instructions_email: "ada@example.com",
  });
  await tour.post(`/v1/refunds/${refund.id}/cancel`);
}

/** Opens a balance in dollars and pays some of it out: only a bank in the United States can send a payout back. */
export async function visitDollars(tour: Tour): Promise<string> {
  const { world } = tour.account.sandbox.engine;
  changeMoneySettings(world, { settlementCurrencies: ["usd"] });
  await tour.post("/v1/balance_settings", {
    payments: { payouts: { schedule: { interval: "daily" } } },
  });
  await tour.pay("pm_card_bypassPending", { currency: "usd", amount: 20_000 });
  return (await tour.post("/v1/payouts", { amount: 4_000, currency: "usd" })).id;
}
