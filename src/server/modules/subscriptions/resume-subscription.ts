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

const paramsSchema = z.object({ subscriptionId: stripeIdSchema });
type Params = z.infer<typeof paramsSchema>;

/** Goes on collecting for a subscription whose collection was paused, or that was to end with its period. */
export const subscriptionResume: OverrideWork<Params, "subscription_update"> = {
  kind: "subscription_resume",
  permission: "subscription:change",
  audit: "subscription.resume-requested",
  params: paramsSchema,
  operation: () => "subscription_update",
  reasonOf: () => "resume",
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope }, { subscriptionId }) {
    const found = await requireRunning(tx, scope, subscriptionId);
    const isPaused = found.pauseBehavior !== null;
    if (!isPaused && !found.cancelAtPeriodEnd)
      throw new DomainError("SUBSCRIPTION_STATE", { why: "There is nothing to resume." });
    return {
      ...describeSubscription(found),
      title: `Resume ${priceWords(found)}`,
      consequences: [
        ...(isPaused
          ? [
              {
                tone: "good" as const,
                text: "Its next invoices are collected again; those of the pause stay as they are.",
              },
            ]
          : []),
        ...(found.cancelAtPeriodEnd
          ? [{ tone: "good" as const, text: "It does not end with its period any more." }]
          : []),
      ],
      customerSees: "the next charge on its usual day.",
      body: {
        ...(isPaused ? { pause_collection: "" } : {}),
        ...(found.cancelAtPeriodEnd ? { cancel_at_period_end: false } : {}),
      },
    };
  },
  find: async (reader, command) => {
    const subscription = await reader.retrieve("subscription", command.targetId);
    return subscription?.metadata["command_id"] === command.id ? subscription : null;
  },
  answer: answerOfSubscription,
};
