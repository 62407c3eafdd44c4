import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { changeObject, requireObject } from "../change-object.ts";

/** The customer's `invoice_settings` with another default; one that is not the customer's own is refused with 400. */
export function withDefaultMethod(
  world: World,
  customer: Stripe.Customer,
  methodId: string | null,
): Pick<Stripe.Customer, "invoice_settings"> {
  if (methodId !== null) {
    const param = "invoice_settings[default_payment_method]";
    const method = requireObject(world, "payment_method", methodId, param);
    if (method.customer !== customer.id) {
      throw refused(
        `The customer does not have a payment method with the ID ${methodId}. The payment method must be attached to the customer.`,
        { code: "resource_missing", param },
      );
    }
  }
  return {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: methodId },
  };
}

/** Makes a saved method the one that invoices are paid with. Changes nothing, and tells nothing, when it already is. */
export function setDefaultMethod(world: World, customerId: string, methodId: string | null): void {
  const customer = requireObject(world, "customer", customerId);
  if (customer.invoice_settings.default_payment_method === methodId) return;
  changeObject(world, "customer", customer, withDefaultMethod(world, customer, methodId), [
    "customer.updated",
  ]);
}
