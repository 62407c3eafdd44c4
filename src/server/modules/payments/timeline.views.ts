import type { TimelineEntry } from "#core/contracts/payments.ts";
import { OVERRIDE_NOUNS, type OverrideKind, overrideKinds } from "#core/override-kinds.ts";
import type { AttemptRecord, DisputeRecord, RefundRecord } from "./payment-parts.repo.ts";
import type { TimelineDeed, TimelineEvent, TimelineJournal } from "./timeline.repo.ts";

type Tone = TimelineEntry["tone"];

/** The moment the customer began to pay. */
export function startedEntry(payment: {
  id: string;
  createdAt: Date;
  amount: bigint;
  currency: string;
}): TimelineEntry {
  return {
    id: payment.id,
    at: payment.createdAt,
    lane: "stripe",
    title: "Payment started",
    detail: null,
    tone: "mute",
    amount: { amountMinor: payment.amount, currency: payment.currency },
    href: null,
  };
}

/** One attempt to pay. */
export function attemptEntry(charge: AttemptRecord): TimelineEntry {
  const failed = charge.status === "failed";
  const captured = charge.captured ? "Charged" : "Authorised";
  return {
    id: charge.id,
    at: charge.createdAt,
    lane: "stripe",
    title: failed ? "Attempt declined" : captured,
    detail: failed
      ? (charge.sellerMessage ?? charge.declineCode ?? charge.failureCode)
      : charge.sellerMessage,
    tone: failed ? "bad" : "ok",
    amount: { amountMinor: charge.amount, currency: charge.currency },
    href: null,
  };
}

const REFUND_WORDS: Readonly<Record<string, readonly [string, Tone]>> = {
  succeeded: ["Refund accepted by Stripe", "ok"],
  pending: ["Refund on its way", "pend"],
  requires_action: ["Refund waits for the customer", "warn"],
  failed: ["Refund failed", "bad"],
  canceled: ["Refund cancelled", "mute"],
};

/** One refund as Stripe has it. */
export function refundEntry(refund: RefundRecord): TimelineEntry {
  const [title, tone] = REFUND_WORDS[refund.status] ?? [`Refund ${refund.status}`, "info" as const];
  const origin = refund.commandId === null ? "made outside the console" : null;
  return {
    id: refund.id,
    at: refund.createdAt,
    lane: "stripe",
    title,
    detail: refund.failureReason ?? refund.pendingReason ?? origin,
    tone,
    amount: { amountMinor: refund.amount, currency: refund.currency },
    href: null,
  };
}

/** One dispute, at the moment when it was opened and as it stands now. */
export function disputeEntry(dispute: DisputeRecord): TimelineEntry {
  const inquiry = dispute.status.startsWith("warning_");
  const words = (text: string) => text.replaceAll("_", " ");
  return {
    id: dispute.id,
    at: dispute.createdAt,
    lane: "stripe",
    title: inquiry ? "The bank asks about the payment" : "The customer disputes the payment",
    detail: `${words(dispute.reason)}, ${words(dispute.status.replace("warning_", ""))}`,
    tone: dispute.status === "won" || dispute.status === "warning_closed" ? "ok" : "bad",
    amount: { amountMinor: dispute.amount, currency: dispute.currency },
    href: null,
  };
}

/** The payout that carries the money to the bank. */
export function payoutEntry(payout: {
  id: string;
  status: string;
  arrivalAt: Date;
}): TimelineEntry {
  return {
    id: payout.id,
    at: payout.arrivalAt,
    lane: "stripe",
    title:
      payout.status === "paid"
        ? "Paid out to the bank"
        : `Payout ${payout.status.replaceAll("_", " ")}`,
    detail: payout.id,
    tone: payout.status === "failed" ? "bad" : "info",
    amount: null,
    href: null,
  };
}

const EVENT_TONES: Readonly<Record<string, Tone>> = {
  received: "pend",
  parked: "warn",
  dead: "bad",
  ignored: "mute",
};

/** One webhook event and what became of it. */
export function webhookEntry(event: TimelineEvent): TimelineEntry {
  return {
    id: `event-${event.seq}`,
    at: event.at,
    lane: "webhook",
    title: event.type,
    detail: `${event.objectId}, ${event.status}`,
    tone: EVENT_TONES[event.status] ?? "info",
    amount: null,
    href: event.deliveryId === null ? null : `/webhooks/${event.deliveryId}`,
  };
}

/** One journal of the books; the amount is what it moved on, or within, Stripe's balance. */
export function journalEntry(journal: TimelineJournal): TimelineEntry {
  const settled = journal.kind === "BT_SETTLE";
  return {
    id: `journal-${journal.id}`,
    at: journal.at,
    lane: "ledger",
    title: settled
      ? "Money became available"
      : `Posted: ${journal.description.replaceAll("_", " ")}`,
    detail: journal.key,
    tone: settled ? "info" : "ok",
    amount:
      journal.net === null || journal.currency === null
        ? null
        : { amountMinor: journal.net, currency: journal.currency },
    href: `/ledger/journals/${journal.id}`,
  };
}

const DEED_TONES: Readonly<Record<TimelineDeed["what"], Tone>> = {
  asked: "info",
  approved: "ok",
  rejected: "bad",
  decided: "info",
  noted: "mute",
};

/** What the person did, as it follows their name; a kind that this version does not know is an override. */
function deedWords({ what, kind }: TimelineDeed): string {
  const noun = overrideKinds.some((known) => known === kind)
    ? OVERRIDE_NOUNS[kind as OverrideKind]
    : "override";
  switch (what) {
    case "asked":
      return `asked for ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
    case "approved":
      return `approved the ${noun}`;
    case "rejected":
      return `refused the ${noun}`;
    case "decided":
      return "decided the case";
    case "noted":
      return "wrote a note";
  }
}

/** One thing that a person did. */
export function deedEntry(deed: TimelineDeed): TimelineEntry {
  return {
    id: deed.id,
    at: deed.at,
    lane: "person",
    title: `${deed.who} ${deedWords(deed)}`,
    detail: deed.outcome === "" ? deed.role : `${deed.role}, ${deed.outcome.replaceAll("_", " ")}`,
    tone: DEED_TONES[deed.what],
    amount:
      deed.amount === null || deed.currency === null
        ? null
        : { amountMinor: deed.amount, currency: deed.currency },
    href: deedHref(deed),
  };
}

/** What people did with a request leads to the request, what they did with a case to the case. */
function deedHref({ what, commandId, caseId }: TimelineDeed): string | null {
  const onCase = what === "decided" || what === "noted";
  if (!onCase && commandId !== null) return `/overrides/${commandId}`;
  return caseId === null ? null : `/reviews/${caseId}`;
}
