import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import type { OverrideWork } from "../overrides/index.ts";
import { describeCustomer, requireCustomer, requireMethod } from "./override-target.repo.ts";

const paramsSchema = z.object({ customerId: stripeIdSchema, methodId: stripeIdSchema });
type Params = z.infer<typeof paramsSchema>;

/**
 * Makes a method on file the one that a customer's invoices use, where a subscription names none of its own.
 * Source: https://docs.stripe.com/billing/collection-method
 */
export const defaultMethod: OverrideWork<Params, "customer_update"> = {
  kind: "payment_method_default",
  permission: "payment-method:set-default",
  audit: "payment-method.default-requested",
  params: paramsSchema,
  operation: () => "customer_update",
  reasonOf: () => "default",
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { customerId, methodId }) {
    const found = await requireCustomer(tx, scope, customerId);
    const method = await requireMethod(tx, scope, { customerId, methodId });
    if (found.defaultPaymentMethodId === methodId)
      throw new DomainError("METHOD_IS_DEFAULT", {
        why: "That method is the customer's default already.",
      });
    return {
      ...describeCustomer(found),
      method: { type: method.type, brand: method.cardBrand, last4: method.last4 },
      amount: null,
      title: "Change the default payment method",
      consequences: [
        {
          tone: "good",
          text: "Invoices without a method of their own are charged to it from now on.",
        },
        {
          tone: "warn",
          text: "A subscription that names its own method goes on using that one.",
        },
      ],
      customerSees: "the other method on their next invoice.",
      basis: [{ label: "Default method", value: found.defaultPaymentMethodId ?? "none" }],
      body: { invoice_settings: { default_payment_method: methodId } },
    };
  },
  find: async (reader, command, { methodId }) => {
    const customer = await reader.retrieve("customer", command.targetId);
    const set = customer?.invoice_settings.default_payment_method;
    const id = typeof set === "string" ? set : set?.id;
    return id === methodId && customer?.metadata["command_id"] === command.id ? customer : null;
  },
  answer: (customer) => ({
    objectId: customer.id,
    objectStatus: "updated",
    answer: "succeeded",
    failure: null,
  }),
};
