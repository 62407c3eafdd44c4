import type { TimelineEntry } from "#core/contracts/payments.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted, type Permission } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findAttempts, findRefunds, findSettlement } from "./payment-parts.repo.ts";
import { findPayment, type PaymentRecord } from "./payments.repo.ts";
import { findDeeds, findEvents, findJournalsOf, findPayout } from "./timeline.repo.ts";
import {
  attemptEntry,
  deedEntry,
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
  const moneyIds = [...chargeIds, ...refunds.map(({ id }) => id)];
  const linkedIf = (permission: Permission) => (entry: TimelineEntry) =>
    isPermitted(actor.role, permission) ? entry : { ...entry, href: null };
  const [payout, events, journals, deeds] = await Promise.all([
    payoutOf(runtime, record),
    findEvents(db, scope, [paymentId, ...moneyIds]),
    findJournalsOf(db, scope, moneyIds),
    findDeeds(db, scope, paymentId),
  ]);
  const entries = [
    startedEntry(record),
    ...attempts.map(attemptEntry),
    ...refunds.map(refundEntry),
    ...(payout ? [payoutEntry(payout)] : []),
    ...events.map(webhookEntry).map(linkedIf("webhook:read")),
    ...journals.map(journalEntry).map(linkedIf("ledger:read")),
    ...deeds.map(deedEntry).map(linkedIf("case:read")),
  ];
  return {
    entries: entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)),
  };
}

async function payoutOf({ db, scope }: Runtime, { latestChargeId }: PaymentRecord) {
  if (latestChargeId === null) return null;
  const payoutId = (await findSettlement(db, scope, latestChargeId))?.payoutId ?? null;
  return payoutId === null ? null : findPayout(db, scope, payoutId);
}
