import type { Stripe } from "stripe";
import type { Route, RouteCall } from "../../protocol/route.ts";
import { base62Of } from "../../store/deterministic-ids.ts";
import type { StoredMandate } from "../../store/setup-kinds.ts";
import type { World } from "../../world.ts";
import { addObject, requireObject } from "../change-object.ts";
import { without } from "../without.ts";

/** How the customer agreed, as `mandate_data[customer_acceptance]` says it. */
export type Acceptance = Stripe.Mandate.CustomerAcceptance;

/** Saves the customer's permission to use a method again. Stripe has no event for its birth. */
export function addMandate(
  world: World,
  method: Stripe.PaymentMethod,
  acceptance: Acceptance,
): string {
  const id = world.ids.next("mandate_1", 23);
  const mandate: StoredMandate = {
    id,
    object: "mandate",
    created: world.clock.nowSeconds(),
    customer_acceptance: acceptance,
    livemode: false,
    multi_use: {},
    payment_method: method.id,
    payment_method_details:
      method.type === "sepa_debit"
        ? {
            type: "sepa_debit",
            sepa_debit: {
              reference: base62Of(`mandate:${id}`, 16).toUpperCase(),
              url: `${world.origin}/mandates/${id}`,
            },
          }
        : { type: method.type, [method.type]: {} },
    status: "active",
    type: "multi_use",
  };
  return addObject(world, "mandate", mandate, null).id;
}

/** The mandate as Stripe shows it: without the moment of its making, by which lists are sorted here. */
export function renderMandate(world: World, id: string): Stripe.Mandate {
  return without(requireObject(world, "mandate", id), "created");
}

/** A mandate rests on a method that is still saved; once that is detached it counts for nothing. */
export function endMandates(world: World, methodId: string): void {
  const active = world.store.find("mandate", {
    conditions: [{ sql: "payment_method = ?", values: [methodId] }],
    order: "oldest",
    limit: -1,
  });
  for (const mandate of active) world.store.replace("mandate", { ...mandate, status: "inactive" });
}

function retrieve({ world, id }: RouteCall): object {
  return renderMandate(world, id);
}

export const mandateRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/mandates/:id", accepts: [], handle: retrieve },
];
