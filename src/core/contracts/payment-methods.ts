import * as z from "zod/mini";
import { commandStates } from "./commands.ts";
import { methodSchema, moneySchema, personSchema, stripeIdSchema, uuidSchema } from "./shared.ts";

/**
 * What is known of a link to a page of Stripe's: made and not used (whether it was opened nobody can know); another method
 * is on file; it is the default; it paid. Or it ended unused: its time ran out, or a newer link replaced it.
 */
export const linkStates = ["open", "attached", "default", "used", "expired", "superseded"] as const;
export type LinkState = (typeof linkStates)[number];

/** What a person asks for: a link for a customer, and the failed payment that it is about. */
export const linkParamsSchema = z.object({
  step: z.literal("make"),
  customerId: stripeIdSchema,
  /** Null where it is asked for on the customer. */
  paymentId: z.nullable(stripeIdSchema),
});
export type LinkParams = z.infer<typeof linkParamsSchema>;

/** A failed payment that the saved method can be tried with. */
const retrySchema = z.object({
  paymentId: z.string(),
  amount: moneySchema,
  methodId: z.string(),
});

const linkSchema = z.object({
  /** The command that made it; the page's own id and address are in no list. */
  commandId: z.string(),
  customerId: z.string(),
  paymentId: z.nullable(z.string()),
  state: z.enum(linkStates),
  requester: personSchema,
  createdAt: z.date(),
  expiresAt: z.date(),
  /** When it came to the state that it is in. */
  since: z.date(),
  /** The method that the customer saved; null while they have saved none. */
  method: z.nullable(methodSchema),
  /** Our command that makes it the default, where that has not happened. */
  becomesDefault: z.nullable(z.object({ commandId: z.string(), state: z.enum(commandStates) })),
  /** Whether the reader may see its address now: they asked for it, nobody saw it, it can still be used. */
  showable: z.boolean(),
  shownAt: z.nullable(z.date()),
  usedPaymentId: z.nullable(z.string()),
  /** Null where nothing is unpaid, or no method was saved. */
  retry: z.nullable(retrySchema),
});
export type LinkDto = z.infer<typeof linkSchema>;

export const linksOfCustomerInput = z.object({ customerId: stripeIdSchema });
/** The newest first; older ones are left out. */
export const linksOutput = z.object({ rows: z.array(linkSchema) });

export const linkOfPaymentInput = z.object({ paymentId: stripeIdSchema });
export const linkOfPaymentOutput = z.object({
  /** Whom a link would be for, where the payment failed for a reason that another method heals. */
  customerId: z.nullable(z.string()),
  /** The newest link that was asked for on this payment. */
  link: z.nullable(linkSchema),
});

export const linkRefInput = z.object({ commandId: uuidSchema });
/** How far a link is that was asked for, and the link once there is one. */
export const linkProgressOutput = z.object({
  state: z.enum(commandStates),
  link: z.nullable(linkSchema),
});

/** The address of the page: whoever has it may save a method for this customer. */
export const shownLinkSchema = z.object({
  url: z.string(),
  expiresAt: z.date(),
  /** The shop's name at Stripe, for the message; null where it has none. */
  shop: z.nullable(z.string()),
});
export type ShownLink = z.infer<typeof shownLinkSchema>;
