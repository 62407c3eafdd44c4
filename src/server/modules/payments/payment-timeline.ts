import type { TimelineEntry } from "#core/contracts/payments.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted, type Permission } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findFraudWarnings, findRadarReviews, type JudgedPayment } from "../radar/index.ts";
import { findInvoiceOfPayment } from "../subscriptions/index.ts";
import { findAttempts, findDisputes, findRefunds, findSettlement } from "./payment-parts.repo.ts";
import { findPayment, type PaymentRecord } from "./payments.repo.ts";
import { fraudWarningEntry, invoiceEntry, radarReviewEntry } from "./standing-timeline.views.ts";
import { findDeeds, findEvents, findJournalsOf, findPayout } from "./timeline.repo.ts";
import {
  attemptEntry,
  deedEntry,
  disputeEntry,
  journalEntry,
  payoutEntry,
  refundEntry,
  startedEntry,
  webhookEntry,
} from "./timeline.views.ts";

/**
 * Everything that happened to a payment, newest first: at Stripe, in our inbox, in the books and by people. An entry leads
 * only to pages that the reader's role may open. Throws NOT_FOUND.
 */
export async function paymentTimeline(
  runtime: Runtime,
  actor: Actor,
  { paymentId }: { paymentId: string },
): Promise<{ entries: TimelineEntry[] }> {
  const { db, scope } = runtime;
  const record = await findPayment(db, scope, paymentId);
  if (record === null) throw new DomainError("NOT_FOUND", { paymentId });
  const attempts = await findAttempts(db, scope, paymentId);
  const chargeIds = attempts.map(({ id }) => id);
  const refunds = await findRefunds(db, scope, { id: paymentId, chargeIds });
  const disputes = await findDisputes(db, scope, chargeIds);
  const moneyIds = [...chargeIds, ...[...refunds, ...disputes].map(({ id }) => id)];
  const linkedIf = (permission: Permission) => (entry: TimelineEntry) =>
    isPermitted(actor.role, permission) ? entry : { ...entry, href: null };
  const [suspicions, invoice] = await Promise.all([
    suspicionsOf(runtime, { id: paymentId, chargeIds }),
    findInvoiceOfPayment(db, scope, paymentId),
  ]);
  const toldOf = [...moneyIds, ...suspicions.map(({ id }) => id), ...(invoice ? [invoice.id] : [])];
  const [payout, events, journals, deeds] = await Promise.all([
    payoutOf(runtime, record),
    findEvents(db, scope, [paymentId, ...toldOf]),
    findJournalsOf(db, scope, moneyIds),
    findDeeds(db, scope, paymentId),
  ]);
  // The latest first: what shares an instant keeps this order, in which causes stand below what they caused.
  const entries = [
    ...deeds.map(deedEntry).map(linkedIf("case:read")),
    ...journals.map(journalEntry).map(linkedIf("ledger:read")),
    ...events.map(webhookEntry).map(linkedIf("webhook:read")),
    ...(payout ? [payoutEntry(payout)] : []),
    ...disputes.map(disputeEntry),
    ...suspicions,
    ...refunds.map(refundEntry),
    ...attempts.map(attemptEntry),
    startedEntry(record),
    ...(invoice ? [invoiceEntry(invoice)] : []),
  ];
  return { entries: entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()) };
}

/** What Stripe and the issuer suspected, warnings above reviews. */
async function suspicionsOf({ db, scope }: Runtime, payment: JudgedPayment) {
  const [reviews, warnings] = await Promise.all([
    findRadarReviews(db, scope, payment),
    findFraudWarnings(db, scope, payment),
  ]);
  return [...warnings.map(fraudWarningEntry), ...reviews.map(radarReviewEntry)];
}

async function payoutOf({ db, scope }: Runtime, { latestChargeId }: PaymentRecord) {
  if (latestChargeId === null) return null;
  const payoutId = (await findSettlement(db, scope, latestChargeId))?.payoutId ?? null;
  return payoutId === null ? null : findPayout(db, scope, payoutId);
}
