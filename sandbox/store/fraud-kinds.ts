import type { Stripe } from "stripe";
import { idOf, type KindDefinition } from "./kind-definition.ts";

/** Disputes, and what Radar keeps. */
export interface FraudObjects {
  dispute: Stripe.Dispute;
  review: Stripe.Review;
  early_fraud_warning: Stripe.Radar.EarlyFraudWarning;
  value_list: Stripe.Radar.ValueList;
  value_list_item: Stripe.Radar.ValueListItem;
}

export const FRAUD_KINDS: {
  readonly [K in keyof FraudObjects]: KindDefinition<FraudObjects[K]>;
} = {
  dispute: {
    derived: {
      charge: (doc) => idOf(doc.charge),
      payment_intent: (doc) => idOf(doc.payment_intent),
      status: (doc) => doc.status,
    },
    // How the bank is going to decide, where that was settled beforehand.
    extra: ["outcome"],
    indexes: ["charge", "payment_intent"],
  },
  review: {
    derived: { charge: (doc) => idOf(doc.charge), open: (doc) => Number(doc.open) },
    extra: [],
    indexes: ["open"],
  },
  early_fraud_warning: {
    derived: {
      charge: (doc) => idOf(doc.charge),
      payment_intent: (doc) => idOf(doc.payment_intent),
    },
    extra: [],
    indexes: ["charge", "payment_intent"],
  },
  value_list: { derived: { alias: (doc) => doc.alias }, extra: [], indexes: ["alias"] },
  value_list_item: {
    derived: { value_list: (doc) => doc.value_list, value: (doc) => doc.value },
    extra: [],
    indexes: ["value_list", "value"],
  },
};
