import type { Stripe } from "stripe";
import type { World } from "../../world.ts";
import { cardOfMethod } from "../payment-methods.ts";

/** What becomes of one attempt to set a method up. */
export type SetupVerdict =
  | { readonly result: "accepted" }
  | { readonly result: "needs_action" }
  | { readonly result: "declined"; readonly declineCode: string }
  /** A bank answers later: null that the debit is allowed, else with which decline it is not. */
  | { readonly result: "bank_decides"; readonly declineCode: string | null };

// Ends of test IBANs that take three minutes; the page on testing (docs.stripe.com/testing, SEPA) has them for payments.
const SLOW_IBAN_END = "3204";
const SLOW_REFUSED_IBAN_END = "3202";

/** Decides what a test method does when it is set up. */
export function setupVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  actionDone: boolean,
): SetupVerdict {
  if (method.type === "sepa_debit") return debitVerdict(world, method);
  const card = cardOfMethod(world, method);
  if (card === undefined) return { result: "accepted" };
  const { decline } = card;
  const declines = decline !== undefined && !decline.attaches;
  if (card.authentication !== undefined && !actionDone) return { result: "needs_action" };
  return declines ? { result: "declined", declineCode: decline.code } : { result: "accepted" };
}

function debitVerdict(world: World, method: Stripe.PaymentMethod): SetupVerdict {
  const iban = String(world.store.column("payment_method", method.id, "behaviour") ?? "");
  if (iban.endsWith(SLOW_IBAN_END)) return { result: "bank_decides", declineCode: null };
  if (iban.endsWith(SLOW_REFUSED_IBAN_END))
    return { result: "bank_decides", declineCode: "debit_not_authorized" };
  return { result: "accepted" };
}
