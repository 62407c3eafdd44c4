import { methodName } from "#components/payments/method-text.ts";

/** A type of payment method by its name: "sepa_debit" is "SEPA debit". */
export function methodTypeName(type: string): string {
  return methodName({ type, brand: null, last4: null });
}
