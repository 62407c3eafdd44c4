import type { Stripe } from "stripe";
import { customerProjector, paymentMethodProjector } from "#server/modules/customers/index.ts";
import { chargeProjector, paymentIntentProjector } from "#server/modules/payments/index.ts";
import { invoiceProjector } from "#server/modules/subscriptions/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";

/** A payment at the sandbox that was declined, and the methods its customer left there. */
export interface FailedPayment {
  readonly paymentId: string;
  readonly customerId: string;
  /** The one that was declined, and another that pays. */
  readonly declinedId: string;
  readonly otherId: string;
}

/** A customer with two cards, of which the first was declined with `code` when `amount` (cents) was to be paid. */
export async function failPayment(
  stripe: Stripe,
  worker: Runtime,
  code: string,
  amount = 4_200,
): Promise<FailedPayment> {
  const { customerId, declinedId, otherId } = await customerWithCards(stripe, code);
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    customer: customerId,
    allowed_payment_method_types: ["card", "sepa_debit"],
  });
  await stripe.paymentIntents
    .confirm(intent.id, { payment_method: declinedId, off_session: true })
    .catch((error: unknown) => error);
  await mirrorPayment(stripe, worker, intent.id);
  return { paymentId: intent.id, customerId, declinedId, otherId };
}

/** The same with an invoice that the first card was to pay. */
export async function failInvoice(
  stripe: Stripe,
  worker: Runtime,
  code: string,
): Promise<FailedPayment & { readonly invoiceId: string }> {
  const { customerId, declinedId, otherId } = await customerWithCards(stripe, code);
  const invoice = await stripe.invoices.create({
    customer: customerId,
    currency: "eur",
    auto_advance: false,
    default_payment_method: declinedId,
  });
  const invoiceId = invoice.id;
  await stripe.invoiceItems.create({
    customer: customerId,
    invoice: invoiceId,
    amount: 4_200,
    currency: "eur",
  });
  await stripe.invoices.finalizeInvoice(invoiceId);
  await stripe.invoices.pay(invoiceId).catch((error: unknown) => error);
  const failed = await stripe.invoices.retrieve(invoiceId, { expand: ["payments"] });
  const intent = failed.payments?.data[0]?.payment.payment_intent;
  const paymentId = typeof intent === "string" ? intent : (intent?.id ?? "");
  await mirrorPayment(stripe, worker, paymentId);
  await worker.db.transaction((tx) => invoiceProjector.project(tx, worker.scope, failed));
  return { paymentId, customerId, declinedId, otherId, invoiceId };
}

async function customerWithCards(stripe: Stripe, code: string) {
  const customer = await stripe.customers.create({ email: "payer@example.com" });
  const attach = async (token: string): Promise<string> =>
    (await stripe.paymentMethods.attach(token, { customer: customer.id })).id;
  const declinedId = await attach(`pm_card_sandboxDecline_${code}`);
  return { customerId: customer.id, declinedId, otherId: await attach("pm_card_visa") };
}

/** Takes a payment, its attempts and its customer with all methods into the projections, as they are at the sandbox now. */
export async function mirrorPayment(
  stripe: Stripe,
  worker: Runtime,
  paymentId: string,
): Promise<void> {
  const intent = await stripe.paymentIntents.retrieve(paymentId);
  const charges = await stripe.charges.list({ payment_intent: paymentId, limit: 100 });
  const customerId = typeof intent.customer === "string" ? intent.customer : "";
  const customer = await stripe.customers.retrieve(customerId);
  const methods = await stripe.paymentMethods.list({ customer: customerId, limit: 100 });
  const { scope } = worker;
  await worker.db.transaction(async (tx) => {
    await paymentIntentProjector.project(tx, scope, intent);
    for (const charge of charges.data) await chargeProjector.project(tx, scope, charge);
    if (customer.deleted !== true) await customerProjector.project(tx, scope, customer);
    for (const method of methods.data) await paymentMethodProjector.project(tx, scope, method);
  });
}
