import type { Stripe } from "stripe";
import type { Route } from "../protocol/route.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { requireAccount } from "./connect/account-facts.ts";

const COUNTRY = "NL";

/** The platform's own account. */
function ownAccount(world: World): Stripe.Account {
  return {
    id: world.accountId,
    object: "account",
    business_type: "company",
    charges_enabled: true,
    country: COUNTRY,
    default_currency: ACCOUNT_CURRENCY,
    details_submitted: true,
    email: "payments@shop.example.com",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}

/** The platform's own account or one of those connected to it. */
function renderAccount(world: World, id: string): Stripe.Account {
  return id === world.accountId ? ownAccount(world) : requireAccount(world, id).account;
}

export const accountRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/account",
    accepts: [],
    handle: ({ world }) => renderAccount(world, world.store.account ?? world.accountId),
  },
  {
    method: "GET",
    path: "/v1/accounts/:id",
    accepts: [],
    handle: ({ world, id }) => renderAccount(world, id),
  },
];
