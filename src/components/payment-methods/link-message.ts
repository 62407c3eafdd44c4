import type { ShownLink } from "#core/contracts/payment-methods.ts";

/** What the message says besides the link. */
interface MessageFacts {
  readonly link: ShownLink;
  /** Until when the link works, as text with its zone. */
  readonly until: string;
  /** The amount that could not be collected, as text; null where the link is about no payment. */
  readonly unpaid: string | null;
}

/** A message for the customer, ready to be pasted: it asks for no card data, and says where the link leads. */
export function linkMessage({ link, until, unpaid }: MessageFacts): {
  subject: string;
  body: string;
} {
  const why =
    unpaid === null
      ? "Please renew the payment method that you left with us."
      : `We could not collect your payment of ${unpaid}. Please give us another payment method for it.`;
  const lines = [
    "Hello,",
    why,
    "This link leads to a page of Stripe, who handles payments for us:",
    link.url,
    `It works once, until ${until}. Please do not pass it on.`,
    "Never send us your card number by e-mail or tell it on the phone: we do not need it.",
    link.shop === null ? "Thank you" : `Thank you\n${link.shop}`,
  ];
  const of = link.shop === null ? "" : ` at ${link.shop}`;
  return { subject: `Renew your payment method${of}`, body: lines.join("\n\n") };
}
