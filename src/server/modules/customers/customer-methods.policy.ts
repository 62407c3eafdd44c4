import type { CustomerMethod, MethodUse } from "#core/contracts/customers.ts";
import type { ChargedNext, MethodRecord } from "./customer-methods.repo.ts";

/**
 * Where Stripe takes the method of an automatic charge from: the invoice's own, else its subscription's, else the
 * customer's default for invoices. (A customer's old `default_source` comes last; the mirror does not hold it.)
 * Source: https://docs.stripe.com/api/invoices/object#invoice_object-default_payment_method
 */
export function usesOf(
  methodId: string,
  charged: readonly ChargedNext[],
  customerDefault: string | null,
): MethodUse[] {
  const own = charged
    .filter((one) => one.methodId === methodId)
    .map(({ as, id }) => ({ as, id, first: true }));
  if (customerDefault !== methodId) return own;
  return [...own, { as: "customer", id: null, first: leavesToCustomer(charged) }];
}

/** Whether anything that is charged by itself names no method of its own, so that the customer's default pays it. */
function leavesToCustomer(charged: readonly ChargedNext[]): boolean {
  const named = new Map(charged.map(({ id, methodId }) => [id, methodId]));
  return charged.some(({ methodId, subscriptionId }) => {
    const above = subscriptionId === null ? null : (named.get(subscriptionId) ?? null);
    return methodId === null && above === null;
  });
}

/** How a card's expiry stands at `now`: it is good to the end of its month. */
export function expiryOf(
  expires: { readonly month: number; readonly year: number } | null,
  now: Date,
): CustomerMethod["expiry"] {
  if (expires === null) return "none";
  const thisMonth = now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
  const left = expires.year * 12 + expires.month - thisMonth;
  if (left < 0) return "expired";
  return left <= 1 ? "soon" : "fine";
}

/** Of the methods whose last attempt failed, the id of the one that failed last; null when none did. */
export function failedLastOf(methods: readonly MethodRecord[]): string | null {
  const failed = methods.filter((one) => one.failed === true && one.triedAt !== null);
  const at = (one: MethodRecord) => one.triedAt?.getTime() ?? 0;
  return failed.toSorted((a, b) => at(b) - at(a))[0]?.id ?? null;
}
