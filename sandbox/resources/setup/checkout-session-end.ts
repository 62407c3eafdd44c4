import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { changeObject } from "../change-object.ts";

/** The open checkout session that a setup intent belongs to is complete once the intent has succeeded. */
export function completeCheckoutOf(world: World, intent: Stripe.SetupIntent): void {
  const [session] = world.store.find("checkout_session", {
    conditions: [{ sql: "setup_intent = ? AND status = 'open'", values: [intent.id] }],
    order: "oldest",
    limit: 1,
  });
  if (session === undefined) return;
  const method = world.store.get("payment_method", idOf(intent.payment_method) ?? "");
  const { email, name, phone, address } = method?.billing_details ?? {};
  changeObject(
    world,
    "checkout_session",
    session,
    {
      customer_details: {
        address: address ?? null,
        business_name: null,
        email: session.customer_details?.email ?? email ?? null,
        individual_name: null,
        name: name ?? null,
        phone: phone ?? null,
        tax_exempt: null,
        tax_ids: null,
      },
      status: "complete",
      url: null,
    },
    ["checkout.session.completed"],
  );
}

/** Nobody finished the session in time, or the merchant ended it; its setup intent is given up with it. */
export function expireCheckout(world: World, sessionId: string): void {
  const session = world.store.get("checkout_session", sessionId);
  if (session?.status !== "open") return;
  changeObject(world, "checkout_session", session, { status: "expired", url: null }, [
    "checkout.session.expired",
  ]);
}
