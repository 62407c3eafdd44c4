import { intent, refund } from "../paid-charge.ts";
import { payAtSandbox } from "../pay-at-sandbox.ts";
import { ignoreRefusal, type Subject } from "./subject.ts";

const PAID = 2_000;
const GONE: ReadonlySet<string | null> = new Set(["failed", "canceled"]);

/** Money back to a customer: many of them on one charge, with and without another person. */
export const refundSubject: Subject = {
  kind: "refund",
  path: "/v1/refunds",
  keyOf: (commandId) => `cmd/${commandId}/refund/1`,
  listPath: "/v1/refunds",
  arrange: async (stripe, card) => {
    const paid = await payAtSandbox(stripe, PAID, card);
    return { subject: "refund", id: paid.paymentId, objectId: paid.chargeId };
  },
  isKnown: async (owner, { objectId: chargeId }) =>
    (await owner.prisma.chargeGuard.count({ where: { chargeId } })) > 0,
  ask: async (runtime, actor, { commandId, targetId, amount }) =>
    (await refund(runtime, actor, { ...intent(targetId, BigInt(amount)), commandId })).state,
  outside: async (stripe, { objectId: charge }, amount) => {
    await stripe.refunds.create({ charge, amount }).catch(ignoreRefusal);
  },
  effects: async (stripe) => {
    const refunds = await stripe.refunds.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
    return refunds.map(({ id, amount, metadata, status, charge }) => ({
      id,
      commandId: metadata?.["command_id"] ?? null,
      objectId: typeof charge === "string" ? charge : (charge?.id ?? ""),
      amount: BigInt(amount),
      status,
      counts: !GONE.has(status),
    }));
  },
  isShown: async (owner, effects) => {
    const rows = await owner.prisma.refund.findMany({ select: { id: true, status: true } });
    const shown = new Map(rows.map(({ id, status }) => [id, status]));
    return effects.every(({ id, status }) => shown.get(id) === status);
  },
};
