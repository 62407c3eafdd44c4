import type { Stripe } from "stripe";
import { noSuch } from "../protocol/api-error.ts";
import type { Route } from "../protocol/route.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";

const COUNTRY = "NL";

/** The merchant's own account. */
function renderAccount(world: World): Stripe.Account {
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

export const accountRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/account", accepts: [], handle: ({ world }) => renderAccount(world) },
  {
    method: "GET",
    path: "/v1/accounts/:id",
    accepts: [],
    handle: ({ world, id }) => {
      if (id !== world.accountId) throw noSuch("account", id, "account", 404);
      return renderAccount(world);
    },
  },
];
