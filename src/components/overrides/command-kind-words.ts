interface KindWords {
  /** What it does, with the amount as text: a heading and the start of a button. */
  readonly title: (amount: string, targetId: string) => string;
  /** What it is, inside a sentence: "Approve refund of €42.00". */
  readonly noun: (amount: string, targetId: string) => string;
  /** What becomes of it once it is approved. */
  readonly consequence: string;
  readonly targetTerm: string;
  readonly targetHref: (targetId: string) => string;
}

const BOOKS_CONSEQUENCE =
  "The journal is posted after a short hold. You sign with your name; it can only be corrected by another journal.";
const paymentHref = (id: string): string => `/payments/${id}`;
const SUBSCRIPTION = {
  targetTerm: "Subscription",
  targetHref: (id: string) => `/subscriptions/${id}`,
};
const DISPUTE = { targetTerm: "Dispute", targetHref: (id: string) => `/disputes/${id}` };
const CUSTOMER = { targetTerm: "Customer", targetHref: (id: string) => `/customers/${id}` };
const breakHref = (id: string): string => `/reconciliation/breaks/${id}`;

const REFUND: KindWords = {
  title: (amount) => `Refund ${amount}`,
  noun: (amount) => `refund of ${amount}`,
  consequence:
    "The money goes out after a short hold. You sign with your name; it cannot be taken back once Stripe was asked.",
  targetTerm: "Payment",
  targetHref: paymentHref,
};

const WORDS: Readonly<Record<string, KindWords>> = {
  refund: REFUND,
  payment_capture: {
    title: (amount) => `Capture ${amount}`,
    noun: (amount) => `capture of ${amount}`,
    consequence: "The authorised money is taken after a short hold; the rest of it is released.",
    targetTerm: "Payment",
    targetHref: paymentHref,
  },
  payment_cancel: {
    title: (amount) => `Cancel the authorisation of ${amount}`,
    noun: (amount) => `cancellation of ${amount}`,
    consequence:
      "What was authorised is released after a short hold and cannot be taken afterwards.",
    targetTerm: "Payment",
    targetHref: paymentHref,
  },
  review_approve: {
    title: (amount) => `Approve the review of ${amount}`,
    noun: (amount) => `approval of a review of ${amount}`,
    consequence: "Radar closes its review as approved. No money moves by that.",
    targetTerm: "Payment",
    targetHref: paymentHref,
  },
  refund_cancel: {
    title: (amount) => `Cancel the refund of ${amount}`,
    noun: (amount) => `cancellation of a refund of ${amount}`,
    consequence: "The refund ends without money, and the payment can be refunded again.",
    targetTerm: "Payment",
    targetHref: paymentHref,
  },
  subscription_pause: {
    title: (amount) => `Pause collection of ${amount}`,
    noun: (amount) => `pause of ${amount}`,
    consequence: "Nothing is collected until it is resumed.",
    ...SUBSCRIPTION,
  },
  subscription_resume: {
    title: (amount) => `Resume ${amount}`,
    noun: (amount) => `resumption of ${amount}`,
    consequence: "The next invoices are collected again.",
    ...SUBSCRIPTION,
  },
  subscription_cancel: {
    title: (amount) => `Cancel the subscription of ${amount}`,
    noun: (amount) => `cancellation of a subscription of ${amount}`,
    consequence: "The subscription ends. What was paid is not given back by that.",
    ...SUBSCRIPTION,
  },
  dispute_submit: {
    title: (amount) => `Submit evidence for ${amount}`,
    noun: (amount) => `submission of evidence for ${amount}`,
    consequence:
      "The bank gets exactly this version after a short hold. Stripe forwards it once: it is final.",
    ...DISPUTE,
  },
  dispute_accept: {
    title: (amount) => `Accept the dispute of ${amount}`,
    noun: (amount) => `acceptance of a dispute of ${amount}`,
    consequence:
      "The dispute is lost after a short hold, with the amount and Stripe's fee. It is final.",
    ...DISPUTE,
  },
  customer_credit: {
    title: (amount) => `Credit ${amount}`,
    noun: (amount) => `credit of ${amount}`,
    consequence: "Their next invoices cost that much less.",
    ...CUSTOMER,
  },
  payment_method_link: {
    title: () => "Update link",
    noun: () => "update link",
    consequence:
      "Stripe's page, on which the customer saves another payment method. No money moves.",
    ...CUSTOMER,
  },
  payment_method_default: {
    title: () => "Change the default payment method",
    noun: () => "change of the default payment method",
    consequence: "Invoices without a method of their own are charged to it from now on.",
    ...CUSTOMER,
  },
  payment_retry: {
    title: (amount) => `Retry ${amount}`,
    noun: (amount) => `retry of ${amount}`,
    consequence: "The payment is tried once more. A decline leaves it as it is.",
    targetTerm: "Payment",
    targetHref: paymentHref,
  },
  bulk: {
    title: (amount) => `Bulk refund of ${amount}`,
    noun: (amount) => `bulk refund of ${amount}`,
    consequence:
      "Three refunds go out after a short hold; the rest waits until a person lets it go. You sign the whole list with your name.",
    targetTerm: "Bulk",
    targetHref: (id) => `/bulk/${id}`,
  },
  ledger_adjustment: {
    title: (amount) => `Adjust the books by ${amount}`,
    noun: (amount) => `adjustment of ${amount}`,
    consequence: BOOKS_CONSEQUENCE,
    targetTerm: "Break",
    targetHref: breakHref,
  },
  ledger_write_off: {
    title: (amount) => `Write off ${amount}`,
    noun: (amount) => `write-off of ${amount}`,
    consequence: BOOKS_CONSEQUENCE,
    targetTerm: "Break",
    targetHref: breakHref,
  },
  bank_match: {
    title: (amount) => `Match ${amount} with the bank`,
    noun: (amount) => `match of ${amount}`,
    consequence: BOOKS_CONSEQUENCE,
    targetTerm: "Proposal",
    targetHref: (id) => `/reconciliation/bank?proposal=${id}`,
  },
  journal_reversal: {
    title: (amount) => `Take back a journal of ${amount}`,
    noun: (amount) => `taking back of ${amount}`,
    consequence: BOOKS_CONSEQUENCE,
    targetTerm: "Journal",
    targetHref: (id) => `/ledger/journals/${id}`,
  },
  policy_change: {
    title: (_amount, number) => `Publish version ${number} of the policy`,
    noun: (_amount, number) => `version ${number} of the policy`,
    consequence:
      "It is in force after a short hold: from then on everything is judged by it, and what waits is judged anew.",
    targetTerm: "Version",
    targetHref: () => "/policies/versions",
  },
  kill_switch_off: {
    title: () => "Take a stop off",
    noun: () => "end of the stop",
    consequence: "What waited is sent after a short hold. You sign with your name.",
    targetTerm: "Stop",
    targetHref: () => "/operations",
  },
  command_resolution: {
    title: (amount) => `Declare ${amount} not made`,
    noun: (amount) => `declaration that ${amount} was not made`,
    consequence:
      "The override ends as failed and what it reserved is free. You sign with your name that Stripe never made it.",
    targetTerm: "Override",
    targetHref: (id) => `/overrides/${id}`,
  },
  period_close: {
    title: (_amount, month) => `Close ${month}`,
    noun: (_amount, month) => `close of ${month}`,
    consequence:
      "The month stays as it is for ever. What Stripe tells late of it counts for the next.",
    targetTerm: "Month",
    targetHref: (month) => `/reconciliation/close?month=${month}`,
  },
};

/** Where a kind consists of several requests, those that follow by themselves, by their reason. */
const FOLLOW_UPS: Readonly<Record<string, KindWords>> = {
  "payment_method_link saved": {
    title: () => "Make the saved method the default",
    noun: () => "default method saved by link",
    consequence: "Invoices without a method of their own are charged to it from now on.",
    ...CUSTOMER,
  },
  "payment_method_link replaced": {
    title: () => "Close the earlier update link",
    noun: () => "closing of the earlier link",
    consequence: "A newer link replaced it; its page closes.",
    ...CUSTOMER,
  },
};

/** How people read a kind of command; one that this version does not know reads as an override. */
export function kindWords(kind: string, reasonCode?: string): KindWords {
  return (
    FOLLOW_UPS[`${kind} ${reasonCode ?? ""}`] ??
    WORDS[kind] ?? {
      ...REFUND,
      title: (amount) => `Override of ${amount}`,
      noun: (amount) => `override of ${amount}`,
    }
  );
}
