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

const BEHAVIORS = ["void", "keep_as_draft", "mark_uncollectible"] as const;
const SECOND_MS = 1_000;

const paramsSchema = z.object({
  subscriptionId: stripeIdSchema,
  /** What becomes of the invoices of the pause. */
  behavior: z.enum(BEHAVIORS),
  /** When collection goes on by itself; absent: when somebody resumes it. */
  resumesAt: z.optional(z.date()),
});
type Params = z.infer<typeof paramsSchema>;

const INVOICES: Readonly<Record<Params["behavior"], string>> = {
  void: "Invoices of the pause are voided: the customer gets the service free of charge.",
  keep_as_draft: "Invoices of the pause stay drafts and can be collected later.",
  mark_uncollectible: "Invoices of the pause are given up as uncollectible.",
};

/** Stops collecting for a subscription without ending it. Source: https://docs.stripe.com/billing/subscriptions/pause-payment */
export const subscriptionPause: OverrideWork<Params, "subscription_update"> = {
  kind: "subscription_pause",
  permission: "subscription:change",
  audit: "subscription.pause-requested",
  params: paramsSchema,
  operation: () => "subscription_update",
  reasonOf: ({ behavior }) => behavior,
  needsNote: () => false,
  notBefore: () => null,
  held: true,
  async plan(tx, { scope, clock }, { subscriptionId, behavior, resumesAt }) {
    const found = await requireRunning(tx, scope, subscriptionId);
    if (found.pauseBehavior !== null)
      throw new DomainError("SUBSCRIPTION_STATE", {
        why: "Collection is paused already; resume it first.",
      });
    if (resumesAt && resumesAt <= clock.now())
      throw new DomainError("INVALID_INPUT", { field: "resumesAt", why: "That time is over." });
    const until = resumesAt
      ? `until ${resumesAt.toISOString().slice(0, 10)}`
      : "until it is resumed";
    return {
      ...describeSubscription(found),
      title: `Pause collection of ${priceWords(found)}`,
      consequences: [
        { tone: "warn", text: `Nothing is collected ${until}.` },
        { tone: "plain", text: INVOICES[behavior] },
      ],
      customerSees: "no charge while it is paused; Stripe sends them no message about it.",
      body: {
        pause_collection: {
          behavior,
          resumes_at: resumesAt ? Math.floor(resumesAt.getTime() / SECOND_MS) : undefined,
        },
      },
    };
  },
  find: async (reader, command) => {
    const subscription = await reader.retrieve("subscription", command.targetId);
    return subscription?.metadata["command_id"] === command.id ? subscription : null;
  },
  answer: answerOfSubscription,
};
