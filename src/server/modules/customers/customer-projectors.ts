import { idOf } from "#server/platform/stripe/object-fields.ts";
import type { Projector } from "#server/platform/stripe/projector.ts";
import type { StripeObjects } from "#server/platform/stripe/stripe-objects.ts";
import {
  type CustomerRow,
  markCustomerDeleted,
  type PaymentMethodRow,
  upsertCustomers,
  upsertPaymentMethods,
} from "./customers.repo.ts";

/** Keeps customers. A deleted one stays as an id without personal data. */
export const customerProjector: Projector<"customer"> = {
  objectType: "customer",
  project: (tx, scope, object) => upsertCustomers(tx, scope, [customerRow(object)]),
  projectPage: (tx, scope, objects) => upsertCustomers(tx, scope, objects.map(customerRow)),
  forget: markCustomerDeleted,
};

/** Keeps payment methods; a detached one stays, without its customer. */
export const paymentMethodProjector: Projector<"payment_method"> = {
  objectType: "payment_method",
  project: (tx, scope, object) => upsertPaymentMethods(tx, scope, [methodRow(object)]),
};

function customerRow(customer: StripeObjects["customer"]): CustomerRow {
  return {
    id: customer.id,
    email: customer.email,
    name: customer.name ?? null,
    phone: customer.phone ?? null,
    country: customer.address?.country ?? null,
    defaultPaymentMethodId: idOf(customer.invoice_settings.default_payment_method),
    balance: BigInt(customer.balance).toString(),
    currency: customer.currency ?? null,
    delinquent: customer.delinquent ?? false,
    createdAt: new Date(customer.created * 1_000),
  };
}

function methodRow(method: StripeObjects["payment_method"]): PaymentMethodRow {
  return {
    id: method.id,
    customerId: idOf(method.customer),
    type: method.type,
    ...(method.card ? cardColumns(method.card) : NO_CARD),
    ...(method.sepa_debit ? { last4: method.sepa_debit.last4 } : {}),
    createdAt: new Date(method.created * 1_000),
  };
}

const NO_CARD = {
  cardBrand: null,
  last4: null,
  cardExpMonth: null,
  cardExpYear: null,
  cardFingerprint: null,
  cardCountry: null,
};

function cardColumns(card: NonNullable<StripeObjects["payment_method"]["card"]>) {
  return {
    cardBrand: card.brand,
    last4: card.last4,
    cardExpMonth: card.exp_month,
    cardExpYear: card.exp_year,
    cardFingerprint: card.fingerprint ?? null,
    cardCountry: card.country,
  };
}
