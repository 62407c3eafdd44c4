import * as z from "zod/mini";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { DomainError } from "#core/errors.ts";
import type { OverrideWork } from "../overrides/index.ts";
import {
  answerOfSubscription,
  describeSubscription,
  priceWords,
  requireRunning,
} from "./override-target.repo.ts";

const paramsSchema = z.object({
  subscriptionId: stripeIdSchema,
  when: z.enum(["period_end", "now"]),
});
type Params = z.infer<typeof paramsSchema>;

/**
 * Ends a subscription: with the period that is paid, or at once. What was paid is not given back by that; a refund is an
 * override of its own. Source: https://docs.stripe.com/billing/subscriptions/cancel
 */
export const subscriptionCancel: OverrideWork<
  Params,
  "subscription_update" | "subscription_cancel"
> = {
  kind: "subscription_cancel",
  permission: "subscription:change",
  audit: "subscription.cancel-requested",
  params: paramsSchema,
  operation: ({ when }) => (when === "now" ? "subscription_cancel" : "subscription_update"),
  reasonOf: ({ when }) => when,
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { subscriptionId, when }) {
    const found = await requireRunning(tx, scope, subscriptionId);
    if (when === "period_end" && found.cancelAtPeriodEnd)
      throw new DomainError("SUBSCRIPTION_STATE", { why: "It ends with its period already." });
    const end = found.currentPeriodEnd?.toISOString().slice(0, 10) ?? "the end of its period";
    const atOnce = when === "now";
    return {
      ...describeSubscription(found),
      title: `Cancel ${priceWords(found)}`,
      consequences: [
        atOnce
          ? {
              tone: "bad",
              text: "It ends at once and cannot be brought back; a new one is needed.",
            }
          : { tone: "warn", text: `It ends on ${end}; until then it can be resumed.` },
        { tone: "plain", text: "Nothing that was paid is given back by this." },
      ],
      customerSees: atOnce ? "no service and no charge from now on." : `no charge after ${end}.`,
      body: atOnce ? {} : { cancel_at_period_end: true },
    };
  },
  find: async (reader, command, { when }) => {
    const subscription = await reader.retrieve("subscription", command.targetId);
    if (subscription === null) return null;
    if (when === "now") return subscription.status === "canceled" ? subscription : null;
    return subscription.metadata["command_id"] === command.id ? subscription : null;
  },
  answer: answerOfSubscription,
};
