import type { TimerHandlers } from "./clock/timer-queue.ts";
import type { Shop } from "./history/shop.ts";
import { beginDay } from "./resources/account-day.ts";
import {
  finalizeInTime,
  invoiceOverdue,
  remindOfInvoice,
  retryInvoice,
} from "./resources/billing/invoice-timers.ts";
import {
  announceRenewal,
  announceTrialEnd,
  cancelInTime,
  endPeriod,
  expireFirstPayment,
  resumeCollection,
} from "./resources/billing/subscription-cycle.ts";
import { finishAdvance } from "./resources/billing/test-clocks.ts";
import { passDeadline } from "./resources/connect/demands.ts";
import {
  decideDispute,
  expireInquiry,
  missResponse,
} from "./resources/disputes/dispute-outcomes.ts";
import { forgetOldEvents } from "./resources/event-retention.ts";
import { bounceDebit, returnDebit, settleDebit } from "./resources/money/debits.ts";
import { failPayout } from "./resources/money/payout-outcomes.ts";
import { releaseReserve } from "./resources/money/reserves.ts";
import { failTopup, succeedTopup } from "./resources/money/topups.ts";
import { expireAuthorization } from "./resources/payment-intent-capture.ts";
import { sendPayout, settlePayout } from "./resources/payouts.ts";
import { failRefundByTimer, succeedRefund } from "./resources/refund-outcomes.ts";
import { expireCheckout } from "./resources/setup/checkout-session-end.ts";
import { settleSetup } from "./resources/setup/setup-intent-attempt.ts";
import type { World } from "./world.ts";

/** What each kind of timer does: the account's own, and those of the shop that sells through it. */
export function timerHandlers(world: World, shop: Shop): TimerHandlers {
  const handlers: TimerHandlers = {
    "day-begins": () => {
      beginDay(world);
      forgetOldEvents(world);
    },
    "payout-in-transit": (id) => sendPayout(world, id),
    "payout-paid": (id) => settlePayout(world, id),
    "payout-fails": (id) => failPayout(world, id, "could_not_process"),
    "refund-succeeds": (id) => succeedRefund(world, id),
    "refund-fails": (id) => failRefundByTimer(world, id),
    "topup-succeeds": (id) => succeedTopup(world, id),
    "topup-fails": (id) => failTopup(world, id),
    "reserve-released": (subject) => releaseReserve(world, subject),
    "debit-settles": (id) => settleDebit(world, id),
    "debit-bounces": (subject) => bounceDebit(world, subject),
    "debit-returns": (subject) => returnDebit(world, subject),
    "authorization-expires": (id) => expireAuthorization(world, id),
    "dispute-due": (subject) => missResponse(world, subject),
    "dispute-decided": (subject) => decideDispute(world, subject),
    "inquiry-closes": (id) => expireInquiry(world, id),
    "setup-settles": (subject) => settleSetup(world, subject),
    "checkout-expires": (id) => expireCheckout(world, id),
    "account-deadline": (id) => passDeadline(world, id),
    "subscription-period-ends": (subject) => endPeriod(world, subject),
    "subscription-cancels": (subject) => cancelInTime(world, subject),
    "subscription-first-payment-expires": (id) => expireFirstPayment(world, id),
    "subscription-trial-ends-soon": (subject) => announceTrialEnd(world, subject),
    "subscription-renews-soon": (subject) => announceRenewal(world, subject),
    "subscription-collection-resumes": (subject) => resumeCollection(world, subject),
    "invoice-finalizes": (id) => finalizeInTime(world, id),
    "invoice-retries": (subject) => retryInvoice(world, subject),
    "invoice-due-soon": (id) => remindOfInvoice(world, id),
    "invoice-due": (id) => invoiceOverdue(world, id),
    "test-clock-advances": (id) => finishAdvance(world, id, handlers),
    "shop-sale": () => shop.timers.sale(world),
    "shop-retry": (subject) => shop.timers.retry(world, subject),
    "shop-capture": (subject) => shop.timers.capture(world, subject),
    "shop-refund": (id) => shop.timers.refund(world, id),
    "shop-aftermath": (subject) => shop.timers.aftermath(world, subject),
    "incident-begins": (name) => shop.timers.incidentBegins(world, name),
    "incident-step": (subject) => shop.timers.incidentStep(world, subject),
  };
  return handlers;
}
