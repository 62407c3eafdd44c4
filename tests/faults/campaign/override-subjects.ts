import type { Actor } from "#core/roles.ts";
import { customerCredit } from "#server/modules/customers/index.ts";
import {
  type OverrideWork,
  previewOverride,
  requestOverride,
} from "#server/modules/overrides/index.ts";
import { paymentCapture } from "#server/modules/payments/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { ignoreRefusal, type Subject } from "./subject.ts";

const AUTHORISED = 2_000;
const eur = (amount: string) => ({ amountMinor: BigInt(amount), currency: "eur" });

/** Previews and asks, as the screen of every override does. */
async function askFor<Params extends object>(
  runtime: Runtime,
  actor: Actor,
  work: OverrideWork<Params>,
  asked: { readonly commandId: string; readonly params: Params },
): Promise<string> {
  const { previewHash } = await previewOverride(runtime, actor, work, asked.params);
  const request = { ...asked, note: "as agreed on the phone", previewHash };
  return (await requestOverride(runtime, actor, work, request)).state;
}

/** Credit on a customer's balance, which Stripe would give again for every request with another key. */
export const creditSubject: Subject = {
  kind: customerCredit.kind,
  path: "/v1/customers/*/balance_transactions",
  listPath: "/v1/customers/*/balance_transactions",
  keyOf: (commandId) => `cmd/${commandId}/${customerCredit.kind}/1`,
  arrange: async (stripe) => {
    const { id } = await stripe.customers.create({ email: "kim@example.com" });
    return { subject: customerCredit.kind, id, objectId: id };
  },
  isKnown: async (owner, { id }) => (await owner.prisma.customer.count({ where: { id } })) > 0,
  ask: (runtime, actor, { commandId, targetId: customerId, amount }) => {
    const params = { customerId, amount: eur(amount), description: "Sorry for the late parcel" };
    return askFor(runtime, actor, customerCredit, { commandId, params });
  },
  outside: async (stripe, { id }, amount) => {
    await stripe.customers.createBalanceTransaction(id, { amount: -amount, currency: "eur" });
  },
  effects: async (stripe, targets) => {
    const lists = targets.map(async ({ id }) => {
      const made = await stripe.customers.listBalanceTransactions(id, { limit: 100 });
      return made.data.map((one) => ({
        id: one.id,
        commandId: one.metadata?.["command_id"] ?? null,
        objectId: id,
        amount: BigInt(-one.amount),
        status: "applied",
        counts: true,
      }));
    });
    return (await Promise.all(lists)).flat();
  },
  isShown: () => Promise.resolve(true),
};

/** Money of an authorisation, in part or whole; Stripe takes it once, whoever asks. */
export const captureSubject: Subject = {
  kind: paymentCapture.kind,
  path: "/v1/payment_intents/*/capture",
  listPath: "/v1/payment_intents/*",
  keyOf: (commandId) => `cmd/${commandId}/${paymentCapture.kind}/1`,
  arrange: async (stripe) => {
    const { id } = await stripe.paymentIntents.create({
      amount: AUTHORISED,
      currency: "eur",
      capture_method: "manual",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: "https://shop.example.com",
    });
    return { subject: paymentCapture.kind, id, objectId: id };
  },
  isKnown: async (owner, { id }) =>
    (await owner.prisma.payment.count({ where: { id, status: "requires_capture" } })) > 0,
  ask: (runtime, actor, { commandId, targetId: paymentId, amount }) =>
    askFor(runtime, actor, paymentCapture, {
      commandId,
      params: { paymentId, amount: eur(amount) },
    }),
  outside: async (stripe, { id }, amount) => {
    await stripe.paymentIntents.capture(id, { amount_to_capture: amount }).catch(ignoreRefusal);
  },
  effects: async (stripe, targets) => {
    const intents = await Promise.all(targets.map(({ id }) => stripe.paymentIntents.retrieve(id)));
    return intents
      .filter(({ status }) => status === "succeeded")
      .map((intent) => ({
        id: intent.id,
        commandId: intent.metadata["command_id"] ?? null,
        objectId: intent.id,
        amount: BigInt(intent.amount_received),
        status: intent.status,
        counts: true,
      }));
  },
  isShown: async (owner, effects) => {
    const ids = effects.map(({ id }) => id);
    const where = { id: { in: ids }, status: "succeeded" };
    return (await owner.prisma.payment.count({ where })) === ids.length;
  },
};
