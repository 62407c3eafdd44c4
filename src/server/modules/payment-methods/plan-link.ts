import type { LinkParams } from "#core/contracts/payment-methods.ts";
import { DomainError } from "#core/errors.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { describeCustomer, requireCustomer } from "../customers/index.ts";
import type { OverridePlan, PlanRuntime } from "../overrides/index.ts";
import { findCurrency, findMethod, findPaymentFor } from "./link-facts.repo.ts";
import type { LinkStep } from "./link-params.ts";
import { hasOpenLink } from "./links.repo.ts";

/**
 * Works a step of a link out with the facts of now. Throws NOT_FOUND for a customer or a payment that is not there,
 * INVALID_INPUT for another customer's payment.
 */
export async function planLink(
  tx: Transaction,
  runtime: PlanRuntime,
  step: LinkStep,
): Promise<OverridePlan> {
  const customer = await requireCustomer(tx, runtime.scope, step.customerId);
  const shared = { ...describeCustomer(customer), method: null, amount: null };
  const atStripe = { label: "Customer", value: "at Stripe" };
  switch (step.step) {
    case "make":
      return { ...shared, ...(await makePlan(tx, runtime, step)) };
    case "default":
      return {
        ...shared,
        title: "Make the saved payment method the default",
        method: await findMethod(tx, runtime.scope, step.methodId),
        consequences: [
          { tone: "plain", text: "The customer saved it on the page of an update link." },
          ...DEFAULT_CONSEQUENCES,
        ],
        customerSees: "the new method on their next invoice.",
        basis: [atStripe, { label: "Saved method", value: step.methodId }],
        body: { invoice_settings: { default_payment_method: step.methodId } },
      };
    case "expire":
      return {
        ...shared,
        title: "End the earlier update link",
        consequences: [{ tone: "plain", text: "A newer link replaced it; its page closes." }],
        customerSees: "that the earlier link has expired, if they open it.",
        basis: [atStripe, { label: "Link", value: step.linkId }],
        objectId: step.linkId,
        body: {},
      };
  }
}

const DEFAULT_CONSEQUENCES: OverridePlan["consequences"] = [
  {
    tone: "good",
    text: "Invoices without a method of their own are charged to it from then on.",
  },
  {
    tone: "warn",
    text: "A subscription that names its own method goes on using that one.",
  },
];

/** Stripe lets a setup session live for a day at most, and that is what it gets where nothing is said. */
const LIFE = "The link works once, within 24 hours. You are shown it once, to copy.";

async function makePlan(
  tx: Transaction,
  { scope, settings }: PlanRuntime,
  { customerId, paymentId }: LinkParams,
): Promise<Pick<OverridePlan, "title" | "consequences" | "customerSees" | "basis" | "body">> {
  const payment = paymentId === null ? null : await findPaymentFor(tx, scope, paymentId);
  if (paymentId !== null && payment === null) throw new DomainError("NOT_FOUND", { paymentId });
  if (payment !== null && payment.customerId !== customerId)
    throw new DomainError("INVALID_INPUT", { field: "paymentId" });
  return {
    title: "Make an update link",
    consequences: makeConsequences(await hasOpenLink(tx, scope, customerId)),
    customerSees: "nothing until you send them the link; then a page of Stripe's.",
    basis: [
      { label: "Customer", value: "at Stripe" },
      ...(paymentId === null ? [] : [{ label: "Payment", value: paymentId }]),
    ],
    // Without types of its own the page offers what the account has switched on, which needs a currency to go by:
    // https://docs.stripe.com/payments/save-and-reuse
    body: {
      mode: "setup",
      customer: customerId,
      currency: payment?.currency ?? (await findCurrency(tx, scope)),
      success_url: settings?.customerReturnUrl ?? "",
    },
  };
}

function makeConsequences(replaces: boolean): OverridePlan["consequences"] {
  return [
    {
      tone: "plain",
      text: "Stripe makes a page on which the customer saves another payment method. Card data never comes here.",
    },
    { tone: "plain", text: LIFE },
    { tone: "plain", text: "What they save becomes their default method by itself." },
    ...DEFAULT_CONSEQUENCES,
    ...(replaces
      ? [{ tone: "warn" as const, text: "The link that was made before stops working." }]
      : []),
    { tone: "plain", text: "No money moves: what is unpaid stays unpaid until it is retried." },
  ];
}
