import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { emitEvent } from "../events.ts";
import { requireAccount } from "./account-facts.ts";
import { newBusinessProfile } from "./account-params.ts";
import { changeAccount } from "./connected-account.ts";
import { addBankAccount } from "./external-accounts.ts";
import { asRepresentative } from "./person-params.ts";
import { addPerson, personsOf } from "./person-store.ts";

const ADDRESS: Stripe.Address = {
  city: "Utrecht",
  country: "NL",
  line1: "Voorbeeldstraat 1",
  line2: null,
  postal_code: "3511 AA",
  state: null,
};

function completePerson(blank: Stripe.Person, email: string | null): Stripe.Person {
  return asRepresentative({
    ...blank,
    address: blank.address ?? ADDRESS,
    dob: blank.dob?.day ? blank.dob : { day: 1, month: 1, year: 1980 },
    email: blank.email ?? email ?? "seller@example.com",
    first_name: blank.first_name ?? "Robin",
    id_number_provided: true,
    last_name: blank.last_name ?? "Voorbeeld",
    phone: blank.phone ?? "+31200000000",
    verification: {
      details: null,
      details_code: null,
      document: {
        back: null,
        details: null,
        details_code: null,
        front: "file_identity_document_success",
      },
      status: "verified",
    },
  });
}

function completeCompany(company: Stripe.Account["company"]): Stripe.Account.Company {
  return {
    ...company,
    address: company?.address ?? ADDRESS,
    name: company?.name ?? "Example Seller B.V.",
    phone: company?.phone ?? "+31200000000",
    tax_id_provided: true,
  };
}

function provideRepresentative(world: World, { id, email }: Stripe.Account): void {
  const persons = personsOf(world, id);
  const found = persons.find(({ relationship }) => relationship?.representative === true);
  if (found === undefined) {
    addPerson(world, id, (blank) => completePerson(blank, email));
    return;
  }
  const after = completePerson(found, email);
  world.store.onAccount(id, () => {
    world.store.replace("person", after);
    emitEvent(world, "person.updated", after, found);
  });
}

/**
 * Gives all that is due with invented values, as a seller does who goes through Stripe's onboarding pages. What was
 * given before stays.
 */
export function provideDue(world: World, id: string): Stripe.Account {
  const { account } = requireAccount(world, id);
  provideRepresentative(world, account);
  const profile = newBusinessProfile(account.business_profile);
  const type = account.business_type ?? "individual";
  const change: Partial<Stripe.Account> = {
    business_profile: {
      ...profile,
      mcc: profile.mcc ?? "5734",
      url: profile.url ?? "https://seller.example.com",
    },
    business_type: type,
    ...(type === "individual" ? {} : { company: completeCompany(account.company) }),
    tos_acceptance: { date: world.clock.nowSeconds(), ip: "127.0.0.1", user_agent: null },
  };
  const after = changeAccount(world, id, change, { demands: [], errors: [] });
  if ((after.account.external_accounts?.data.length ?? 0) > 0) return after.account;
  addBankAccount(world, id, {
    country: account.country ?? "NL",
    currency: account.default_currency ?? "eur",
    number: "NL91ABNA0417164300",
    holderName: null,
    holderType: type === "individual" ? "individual" : "company",
    metadata: {},
  });
  return requireAccount(world, id).account;
}
