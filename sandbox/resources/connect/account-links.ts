import { refused } from "../../protocol/api-error.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { requireAccount } from "./account-facts.ts";

const LINK_LIVES_SECONDS = 300;
const LINK_TYPES = ["account_onboarding", "account_update"] as const;

/** A link to the page on which the account gives what is due; Stripe's, too, live for minutes only. */
function createLink({ world, params }: RouteCall): object {
  const type = params.oneOf("type", LINK_TYPES) ?? params.requiredString("type");
  const { account } = requireAccount(world, params.requiredString("account"), "account");
  if (type === "account_update" && account.controller?.requirement_collection !== "application") {
    throw refused(
      "You cannot create `account_update` type Account Links for this account; use `account_onboarding`.",
      { param: "type" },
    );
  }
  const back = params.requiredString("return_url");
  params.requiredString("refresh_url");
  const created = world.clock.nowSeconds();
  const expires = created + LINK_LIVES_SECONDS;
  const query = new URLSearchParams({ expires: String(expires), return_url: back });
  return {
    object: "account_link",
    created,
    expires_at: expires,
    url: `${world.origin}/connect/onboarding/${account.id}?${query.toString()}`,
  };
}

/** Only accounts with the Express dashboard can be signed in to by a link (docs.stripe.com/api/accounts/login_link). */
function createLoginLink({ world, id }: RouteCall): object {
  const { account } = requireAccount(world, id);
  if (account.controller?.stripe_dashboard?.type !== "express") {
    throw refused(
      "Cannot create a login link for an account that does not have access to the Express Dashboard.",
    );
  }
  return {
    object: "login_link",
    created: world.clock.nowSeconds(),
    url: `${world.origin}/connect/express/${id}`,
  };
}

export const accountLinkRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/account_links",
    accepts: ["account", "type", "collect", "collection_options", "refresh_url", "return_url"],
    handle: createLink,
  },
  { method: "POST", path: "/v1/accounts/:id/login_links", accepts: [], handle: createLoginLink },
];
