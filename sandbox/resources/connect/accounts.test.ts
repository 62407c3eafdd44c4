import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { DAY_SECONDS, errorOf, openAccount, type TestAccount } from "../../testing/test-account.ts";
import { requireMore } from "./demands.ts";

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
} as const;

async function bareAccount({ stripe }: TestAccount): Promise<Stripe.Account> {
  return stripe.accounts.create({
    type: "custom",
    country: "NL",
    email: "seller@example.com",
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
}

async function completeAccount(account: TestAccount): Promise<Stripe.Account> {
  const { id } = await bareAccount(account);
  return account.stripe.accounts.update(id, {
    business_type: "individual",
    individual: PERSON,
    business_profile: { mcc: "5734", url: "https://seller.example.com" },
    external_account: BANK,
    tos_acceptance: { date: 1_772_445_600, ip: "127.0.0.1" },
  });
}

describe("a connected account", () => {
  it("has everything due at first and can do nothing", async () => {
    const account = await openAccount();
    const made = await bareAccount(account);
    expect(made).toMatchObject({
      charges_enabled: false,
      payouts_enabled: false,
      details_submitted: false,
      capabilities: { card_payments: "inactive", transfers: "inactive" },
    });
    expect(made.requirements?.currently_due).toContain("external_account");
    expect(made.requirements?.disabled_reason).toBe("requirements.past_due");
  });

  it("can be paid once all is given, and tells so on events of its own", async () => {
    const account = await openAccount();
    const made = await completeAccount(account);
    expect(made.requirements?.currently_due).toEqual([]);
    expect(made).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      capabilities: { card_payments: "active", transfers: "active" },
      individual: { first_name: "Noor", object: "person" },
    });
    const own = { stripeAccount: made.id };
    const events = await account.stripe.events.list({ limit: 100 }, own);
    const types = new Set(events.data.map(({ type }) => type));
    expect(types).toEqual(
      new Set([
        "account.application.authorized",
        "account.updated",
        "capability.updated",
        "person.created",
        "account.external_account.created",
      ]),
    );
    expect(new Set(events.data.map((event) => event.account))).toEqual(new Set([made.id]));
    expect((await account.stripe.events.list()).data).toEqual([]);
  });

  it("asks a company for its representative and names what the person lacks", async () => {
    const account = await openAccount();
    const { id } = await bareAccount(account);
    const before = await account.stripe.accounts.update(id, { business_type: "company" });
    expect(before.requirements?.currently_due).toContain("representative.first_name");
    const person = await account.stripe.accounts.createPerson(id, {
      first_name: "Noor",
      relationship: { representative: true, owner: true, title: "Director" },
    });
    const after = await account.stripe.accounts.retrieve(id);
    expect(after.requirements?.currently_due).toContain(`${person.id}.last_name`);
    await account.stripe.accounts.updatePerson(id, person.id, PERSON);
    const listed = await account.stripe.accounts.listPersons(id, { relationship: { owner: true } });
    expect(listed.data.map((each) => each.last_name)).toEqual(["Example"]);
    expect((await account.stripe.accounts.retrievePerson(id, person.id)).email).toBe(PERSON.email);
    await account.stripe.accounts.deletePerson(id, person.id);
    expect((await account.stripe.accounts.listPersons(id)).data).toEqual([]);
  });

  it("is told when its tax id is not found", async () => {
    const account = await openAccount();
    const { id } = await bareAccount(account);
    const wrong = await account.stripe.accounts.update(id, {
      business_type: "company",
      company: { name: "Example B.V.", tax_id: "111111111" },
    });
    expect(wrong.requirements?.errors).toMatchObject([
      { code: "verification_failed_tax_id_match", requirement: "company.tax_id" },
    ]);
    const right = await account.stripe.accounts.update(id, { company: { tax_id: "000000000" } });
    expect(right.requirements?.errors).toEqual([]);
  });

  it("is stopped when a demand is not met by its deadline, and goes on when it is", async () => {
    const account = await openAccount();
    const { id } = await completeAccount(account);
    const { world } = account.sandbox.engine;
    const deadline = world.clock.nowSeconds() + 3 * DAY_SECONDS;
    requireMore(world, id, ["individual.id_number"], deadline);
    const due = await account.stripe.accounts.retrieve(id);
    expect(due.requirements).toMatchObject({
      currently_due: ["individual.id_number"],
      current_deadline: deadline,
      disabled_reason: null,
    });
    expect(due.charges_enabled).toBe(true);
    await account.advance(4 * DAY_SECONDS);
    const stopped = await account.stripe.accounts.retrieve(id);
    expect(stopped).toMatchObject({ charges_enabled: false, payouts_enabled: false });
    expect(stopped.requirements?.past_due).toEqual(["individual.id_number"]);
    await account.stripe.accounts.update(id, { individual: { id_number: "123456782" } });
    expect((await account.stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
  });

  it("lists, changes, rejects and deletes", async () => {
    const account = await openAccount();
    const { id } = await completeAccount(account);
    expect((await account.stripe.accounts.list()).data.map((each) => each.id)).toEqual([id]);
    const capability = await account.stripe.accounts.updateCapability(id, "ideal_payments", {
      requested: true,
    });
    expect(capability).toMatchObject({ id: "ideal_payments", requested: true, status: "active" });
    expect((await account.stripe.accounts.listCapabilities(id)).data).toHaveLength(3);
    const unasked = await account.stripe.accounts.retrieveCapability(id, "klarna_payments");
    expect(unasked.status).toBe("unrequested");
    const rejected = await account.stripe.accounts.reject(id, { reason: "fraud" });
    expect(rejected.requirements?.disabled_reason).toBe("rejected.fraud");
    expect(await account.stripe.accounts.del(id)).toMatchObject({ id, deleted: true });
    expect((await errorOf(account.stripe.accounts.retrieve(id))).code).toBe("resource_missing");
  });

  it("keeps one default bank account for each currency", async () => {
    const account = await openAccount();
    const { id } = await completeAccount(account);
    const second = await account.stripe.accounts.createExternalAccount(id, {
      external_account: { ...BANK, account_number: "NL39RABO0300065264" },
    });
    expect(second).toMatchObject({ default_for_currency: false, last4: "5264" });
    await account.stripe.accounts.updateExternalAccount(id, second.id, {
      default_for_currency: true,
    });
    const listed = await account.stripe.accounts.listExternalAccounts(id);
    expect(listed.data.map((bank) => [bank.id === second.id, bank.default_for_currency])).toEqual([
      [true, true],
      [false, false],
    ]);
    await errorOf(account.stripe.accounts.deleteExternalAccount(id, second.id));
    const first = listed.data[1]?.id ?? "";
    expect(await account.stripe.accounts.deleteExternalAccount(id, first)).toMatchObject({
      deleted: true,
    });
  });
});

describe("the onboarding page", () => {
  it("shows what is due and gives it", async () => {
    const account = await openAccount();
    const { id } = await bareAccount(account);
    const link = await account.stripe.accountLinks.create({
      account: id,
      type: "account_onboarding",
      refresh_url: "https://shop.example.com/again",
      return_url: "https://shop.example.com/done",
    });
    const page = await fetch(link.url);
    expect(await page.text()).toContain("external_account");
    const answer = await fetch(link.url, { method: "POST", redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "https://shop.example.com/done",
    ]);
    expect((await account.stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
    await account.advance(600);
    expect((await fetch(link.url)).status).toBe(410);
  });

  it("is signed in to only by accounts with the Express dashboard", async () => {
    const account = await openAccount();
    const { id } = await bareAccount(account);
    expect((await errorOf(account.stripe.accounts.createLoginLink(id))).statusCode).toBe(400);
    const express = await account.stripe.accounts.create({ type: "express" });
    const { url } = await account.stripe.accounts.createLoginLink(express.id);
    expect((await fetch(url)).status).toBe(200);
  });
});
