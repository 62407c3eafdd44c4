import * as z from "zod/mini";
import { linkParamsSchema } from "#core/contracts/payment-methods.ts";
import { stripeIdSchema } from "#core/contracts/shared.ts";
import { parseStored } from "#core/stored-json.ts";

/**
 * The requests that a link consists of. A person asks for the first alone; the worker places the others when Stripe told that
 * a method was saved, or when a newer link replaced this one.
 */
export const linkStepSchema = z.discriminatedUnion("step", [
  linkParamsSchema,
  z.object({
    step: z.literal("default"),
    customerId: stripeIdSchema,
    linkId: stripeIdSchema,
    methodId: stripeIdSchema,
  }),
  z.object({ step: z.literal("expire"), customerId: stripeIdSchema, linkId: stripeIdSchema }),
]);
export type LinkStep = z.infer<typeof linkStepSchema>;

/** The step that a stored command of this kind is; throws when it is none. */
export function stepOf({ params }: { readonly params: string }): LinkStep {
  return z.parse(z.object({ params: linkStepSchema }), parseStored(params)).params;
}
