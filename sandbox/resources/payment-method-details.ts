import type { Stripe } from "stripe";
import { base62Of } from "../store/deterministic-ids.ts";
import type { PricedMethod } from "./money-rules.ts";

/** What the fee and the settlement depend on. */
export function pricedMethod(method: Stripe.PaymentMethod): PricedMethod {
  return { type: method.type, cardCountry: method.card?.country ?? null };
}

/** The part of a charge that says how it was paid. */
export function chargeMethodDetails(
  method: Stripe.PaymentMethod,
  attempt: {
    chargeId: string;
    authorizedAmount: number | null;
    authenticated: boolean;
    captureBefore: number | null;
  },
): Stripe.Charge.PaymentMethodDetails {
  switch (method.type) {
    case "card":
      return {
        type: "card",
        ...(method.card === undefined ? {} : { card: cardDetails(method.card, attempt) }),
      };
    case "sepa_debit":
      return { type: "sepa_debit", sepa_debit: debitDetails(method, attempt.chargeId) };
    case "ideal":
      return { type: "ideal", ideal: idealDetails(method, attempt.chargeId) };
    case "bancontact":
      return { type: "bancontact", bancontact: bancontactDetails(method) };
    case "klarna":
      return {
        type: "klarna",
        klarna: {
          payer_details: { address: { country: method.billing_details.address?.country ?? null } },
          payment_method_category: "pay_later",
          preferred_locale: null,
        },
      };
    case "link":
      return { type: "link", link: { country: method.billing_details.address?.country ?? null } };
    default:
      throw new Error(`the sandbox cannot charge a payment method of type ${method.type}`);
  }
}

function cardDetails(
  card: Stripe.PaymentMethod.Card,
  attempt: {
    chargeId: string;
    authorizedAmount: number | null;
    authenticated: boolean;
    captureBefore: number | null;
  },
): Stripe.Charge.PaymentMethodDetails.Card {
  const approved = attempt.authorizedAmount !== null;
  return {
    amount_authorized: attempt.authorizedAmount,
    authorization_code: approved
      ? base62Of(`authorization:${attempt.chargeId}`, 6).toUpperCase()
      : null,
    brand: card.brand,
    ...(attempt.captureBefore === null ? {} : { capture_before: attempt.captureBefore }),
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    ...(card.issuer === undefined ? {} : { issuer: card.issuer }),
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: approved ? base62Of(`network:${attempt.chargeId}`, 15) : null,
    regulated_status: card.regulated_status,
    three_d_secure: attempt.authenticated ? AUTHENTICATED : null,
    transaction_link_id: null,
    wallet: null,
  };
}

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
};

function debitDetails(
  method: Stripe.PaymentMethod,
  chargeId: string,
): Stripe.Charge.PaymentMethodDetails.SepaDebit {
  return {
    bank_code: method.sepa_debit?.bank_code ?? null,
    branch_code: method.sepa_debit?.branch_code ?? null,
    country: method.sepa_debit?.country ?? null,
    fingerprint: method.sepa_debit?.fingerprint ?? null,
    last4: method.sepa_debit?.last4 ?? null,
    mandate: `mandate_1${base62Of(`mandate:${method.id}:${chargeId}`, 23)}`,
  };
}

function idealDetails(
  method: Stripe.PaymentMethod,
  chargeId: string,
): Stripe.Charge.PaymentMethodDetails.Ideal {
  return {
    bank: method.ideal?.bank ?? null,
    bic: method.ideal?.bic ?? null,
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: null,
    transaction_id: base62Of(`ideal:${chargeId}`, 16),
    verified_name: method.billing_details.name,
  };
}

function bancontactDetails(
  method: Stripe.PaymentMethod,
): Stripe.Charge.PaymentMethodDetails.Bancontact {
  return {
    bank_code: null,
    bank_name: null,
    bic: null,
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: null,
    preferred_language: "nl",
    verified_name: method.billing_details.name,
  };
}
