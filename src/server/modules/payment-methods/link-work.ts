import type {
  OperationResult,
  StripeOperation,
} from "#server/platform/stripe/stripe-operations.ts";
import { type Answer, type OverrideWork, overrideKind } from "../overrides/index.ts";
import { type LinkStep, linkStepSchema } from "./link-params.ts";
import { planLink } from "./plan-link.ts";

const OPERATIONS = {
  make: "checkout_session_create",
  default: "customer_update",
  expire: "checkout_session_expire",
} as const satisfies Record<LinkStep["step"], StripeOperation>;
type LinkOperation = (typeof OPERATIONS)[LinkStep["step"]];
type Result = OperationResult<LinkOperation>;

const REASONS = { make: "link", default: "saved", expire: "replaced" } as const;

/**
 * A link on which a customer saves another payment method: a Checkout Session in setup mode, which is single-use, ends by
 * itself and can be found again. Source: https://docs.stripe.com/payments/checkout/subscriptions/update-payment-details
 */
export const linkWork: OverrideWork<LinkStep, LinkOperation> = {
  kind: "payment_method_link",
  permission: "payment-method:send-link",
  audit: "payment-method.link-requested",
  params: linkStepSchema,
  operation: ({ step }) => OPERATIONS[step],
  reasonOf: ({ step }) => REASONS[step],
  needsNote: () => false,
  notBefore: () => null,
  // Nothing moves, and a link that nobody wants is simply not sent: there is nothing to undo.
  held: false,
  plan: planLink,
  find: async (reader, command, params): Promise<Result | null> => {
    if (params.step === "make") {
      const made = await reader.listCheckoutSessions(params.customerId);
      return made.find(({ metadata }) => metadata?.["command_id"] === command.id) ?? null;
    }
    if (params.step === "expire") {
      const session = await reader.retrieveCheckoutSession(params.linkId);
      return session?.status === "expired" ? session : null;
    }
    const customer = await reader.retrieve("customer", params.customerId);
    const set = customer?.invoice_settings.default_payment_method;
    const id = typeof set === "string" ? set : set?.id;
    const isOurs = customer?.metadata["command_id"] === command.id;
    return id === params.methodId && isOurs ? customer : null;
  },
  answer: (object): Answer => ({
    objectId: object.id,
    objectStatus: object.object === "customer" ? "updated" : (object.status ?? "open"),
    answer: "succeeded",
    failure: null,
  }),
};

/** Links as the shared life of commands handles them. */
export const linkKind = overrideKind(linkWork);
