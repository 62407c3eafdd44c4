import type { Stripe } from "stripe";
import { idOf, type KindDefinition } from "./kind-definition.ts";

/** Stripe shows no moment of its making on a mandate; here it is kept, to sort by. */
export type StoredMandate = Stripe.Mandate & { created: number };

/** What saving a method for later leaves: intents, attempts, permissions, and the pages that people are sent to. */
export interface SetupObjects {
  setup_intent: Stripe.SetupIntent;
  setup_attempt: Stripe.SetupAttempt;
  mandate: StoredMandate;
  portal_configuration: Stripe.BillingPortal.Configuration;
  portal_session: Stripe.BillingPortal.Session;
  checkout_session: Stripe.Checkout.Session;
  confirmation_token: Stripe.ConfirmationToken;
}

export const SETUP_KINDS: { readonly [K in keyof SetupObjects]: KindDefinition<SetupObjects[K]> } =
  {
    setup_intent: {
      derived: {
        customer: (doc) => idOf(doc.customer),
        payment_method: (doc) => idOf(doc.payment_method),
        attach_to_self: (doc) => Number(doc.attach_to_self ?? false),
      },
      // Whether the page that asked for the method promised to make it the customer's default.
      extra: ["becomes_default"],
      indexes: ["customer"],
    },
    setup_attempt: {
      derived: { setup_intent: (doc) => idOf(doc.setup_intent) },
      extra: [],
      indexes: ["setup_intent"],
    },
    mandate: {
      derived: { payment_method: (doc) => idOf(doc.payment_method) },
      extra: [],
      indexes: ["payment_method"],
    },
    portal_configuration: {
      derived: { active: (doc) => Number(doc.active), is_default: (doc) => Number(doc.is_default) },
      extra: [],
      indexes: [],
    },
    // `secret` stands in the page's address; `opened_at` and `used` end its life.
    portal_session: { derived: {}, extra: ["secret", "opened_at", "used"], indexes: ["secret"] },
    checkout_session: {
      derived: {
        customer: (doc) => idOf(doc.customer),
        setup_intent: (doc) => idOf(doc.setup_intent),
        status: (doc) => doc.status,
      },
      extra: [],
      indexes: ["setup_intent"],
    },
    // `method` is what the token stands for; it serves once.
    confirmation_token: { derived: {}, extra: ["method", "used"], indexes: [] },
  };
