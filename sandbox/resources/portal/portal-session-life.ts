import type { Stripe } from "stripe";
import type { World } from "../../world.ts";

// docs.stripe.com/api/customer_portal/sessions: five minutes to open the link, then an hour from the last use of the page.
const UNOPENED_LIFE_SECONDS = 300;
const IDLE_LIFE_SECONDS = 3_600;

export type OpenedSession =
  | { readonly state: "open" | "used" | "expired"; readonly session: Stripe.BillingPortal.Session }
  | { readonly state: "unknown" };

/** The session that a page's address names; opening it lets it live for another hour. */
export function openPortalSession(world: World, secret: string): OpenedSession {
  const [session] = world.store.find("portal_session", {
    conditions: [{ sql: "secret = ?", values: [secret] }],
    order: "oldest",
    limit: 1,
  });
  if (session === undefined) return { state: "unknown" };
  if (world.store.column("portal_session", session.id, "used") === 1)
    return { state: "used", session };
  const opened = world.store.column("portal_session", session.id, "opened_at");
  const now = world.clock.nowSeconds();
  const ends =
    typeof opened === "number"
      ? opened + IDLE_LIFE_SECONDS
      : session.created + UNOPENED_LIFE_SECONDS;
  if (now > ends) return { state: "expired", session };
  world.store.setColumn("portal_session", session.id, "opened_at", now);
  return { state: "open", session };
}

/** A session made for one task is over when that is done. */
export function endPortalSession(world: World, session: Stripe.BillingPortal.Session): void {
  world.store.setColumn("portal_session", session.id, "used", 1);
}
