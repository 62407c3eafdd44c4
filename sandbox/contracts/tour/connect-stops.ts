import type { Tour } from "./tour.ts";

const PERSON = {
  first_name: "Noor",
  last_name: "Example",
  dob: { day: 2, month: 3, year: 1985 },
  email: "noor@example.com",
  phone: "+31200000000",
  address: { line1: "Voorbeeldstraat 1", city: "Utrecht", postal_code: "3511 AA", country: "NL" },
};
const BANK = {
  object: "bank_account",
  country: "NL",
  currency: "eur",
  account_number: "NL91ABNA0417164300",
};
const SECOND_BANK = { ...BANK, account_number: "NL39RABO0300065264" };
const CAPABILITIES = { card_payments: { requested: true }, transfers: { requested: true } };

/** Connected accounts with all that hangs on them, transfers and application fees in both directions. */
export async function visitConnect(tour: Tour): Promise<void> {
  const seller = await tour.post("/v1/accounts", {
    type: "custom",
    country: "NL",
    email: "seller@example.com",
    capabilities: CAPABILITIES,
    business_type: "individual",
    individual: PERSON,
    business_profile: { mcc: "5734", url: "https://seller.example.com" },
    external_account: BANK,
    tos_acceptance: { date: 1_772_445_600, ip: "127.0.0.1" },
  });
  await visitFirm(tour);
  const express = await tour.post("/v1/accounts", { type: "express", country: "NL" });
  await tour.post(`/v1/accounts/${express.id}/login_links`);
  await tour.post("/v1/account_links", {
    account: express.id,
    type: "account_onboarding",
    refresh_url: "https://shop.example.com/again",
    return_url: "https://shop.example.com/done",
  });
  const refused = await tour.post("/v1/accounts", { type: "custom", country: "NL" });
  await tour.post(`/v1/accounts/${refused.id}/reject`, { reason: "fraud" });
  await visitTransfers(tour, seller.id);
}

async function visitFirm(tour: Tour): Promise<void> {
  const firm = await tour.post("/v1/accounts", {
    type: "custom",
    country: "NL",
    business_type: "company",
    capabilities: CAPABILITIES,
    external_account: BANK,
  });
  const path = `/v1/accounts/${firm.id}`;
  await tour.post(`${path}/persons`, PERSON);
  await tour.post(`${path}/external_accounts`, { external_account: SECOND_BANK });
  await tour.post(`${path}/capabilities/transfers`, { requested: true });
}

async function visitTransfers(tour: Tour, seller: string): Promise<void> {
  const transfer = await tour.post("/v1/transfers", {
    amount: 2_000,
    currency: "eur",
    destination: seller,
  });
  await tour.post(`/v1/transfers/${transfer.id}/reversals`, { amount: 500 });
  await tour.pay("pm_card_bypassPending", {
    transfer_data: { destination: seller },
    application_fee_amount: 300,
  });
  const fee = await tour.first("/v1/application_fees");
  await tour.post(`/v1/application_fees/${fee.id}/refunds`, { amount: 100 });
}
