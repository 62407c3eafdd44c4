import { customerProjector, paymentMethodProjector } from "../modules/customers/index.ts";
import { disputeProjector } from "../modules/disputes/index.ts";
import { chargeProjector, paymentIntentProjector } from "../modules/payments/index.ts";
import { payoutProjector } from "../modules/payouts/index.ts";
import { fraudWarningProjector, reviewProjector } from "../modules/radar/index.ts";
import { refundProjector } from "../modules/refunds/index.ts";
import { invoiceProjector, subscriptionProjector } from "../modules/subscriptions/index.ts";
import type { Projectors } from "../platform/stripe/projector.ts";

/** Who projects each kind of Stripe object. */
export const projectors: Projectors = {
  customer: customerProjector,
  payment_method: paymentMethodProjector,
  payment_intent: paymentIntentProjector,
  charge: chargeProjector,
  refund: refundProjector,
  payout: payoutProjector,
  dispute: disputeProjector,
  subscription: subscriptionProjector,
  invoice: invoiceProjector,
  review: reviewProjector,
  "radar.early_fraud_warning": fraudWarningProjector,
};
