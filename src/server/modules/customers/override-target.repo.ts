import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Customer, PaymentMethod } from "#server/platform/db/generated/client.ts";
import type { OverridePlan } from "../overrides/index.ts";

/** The customer, if Stripe still has them. Throws NOT_FOUND. */
export async function requireCustomer(
  tx: Transaction,
  scope: AccountScope,
  customerId: string,
): Promise<Customer> {
  const found = await tx.customer.findUnique({
    where: { accountId_livemode_id: { ...scope, id: customerId } },
  });
  if (!found || found.deleted)
    throw new DomainError("NOT_FOUND", { customerId, why: "The customer is gone at Stripe." });
  return found;
}

/** A method that is on file for the customer. Throws NOT_FOUND. */
export async function requireMethod(
  tx: Transaction,
  scope: AccountScope,
  { customerId, methodId }: { customerId: string; methodId: string },
): Promise<PaymentMethod> {
  const found = await tx.paymentMethod.findUnique({
    where: { accountId_livemode_id: { ...scope, id: methodId } },
  });
  if (found?.customerId !== customerId)
    throw new DomainError("NOT_FOUND", {
      methodId,
      why: "The payment method is not on file for this customer any more.",
    });
  return found;
}

/** What every override on a customer says alike. */
export function describeCustomer({ id }: Customer) {
  return {
    target: { type: "customer", id },
    href: `/customers/${id}`,
    customerId: id,
    cardFingerprint: null,
    caseId: null,
    objectId: null,
    fee: null,
    balance: null,
    postings: [],
    circumstances: UNREMARKABLE,
  } satisfies Partial<OverridePlan>;
}
